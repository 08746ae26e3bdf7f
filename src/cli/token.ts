import { SignJWT } from 'jose';
import { loadConfig } from '../config.ts';
import { LOCAL_OWNER } from '../entities/owner.ts';
import { type Program, report } from './program.ts';

/** `token`: makes a token that the API takes, for a first try and for scripts. */
export function addToken(program: Program): Program {
  return program.command(
    'token',
    'Prints a token for the API, signed with AUTH_SECRET',
    (args) =>
      args
        .option('sub', { type: 'string', demandOption: true, desc: 'Whom the token is for' })
        .option('hours', { type: 'number', default: 1, desc: 'How long it is accepted' })
        .option('json', { type: 'boolean', default: false, desc: 'Print JSON' })
        .example('npx todo token --sub alice', 'prints a token for alice, for an hour'),
    ({ sub, hours, json }) =>
      report(json, async () => {
        const { AUTH_SECRET, AUTH_ISSUER, AUTH_AUDIENCE } = loadConfig();
        if (AUTH_SECRET === undefined) {
          throw new Error(
            'Tokens are signed with AUTH_SECRET, which is not set. With AUTH_JWKS_URL its issuer makes them.',
          );
        }
        if (sub === '' || sub === LOCAL_OWNER || !(hours > 0)) {
          throw new Error(`--sub must be a text other than "${LOCAL_OWNER}", and --hours more than 0.`);
        }
        const expiresAt = new Date(Date.now() + hours * 3_600_000);
        const claims = {
          sub,
          iss: AUTH_ISSUER,
          aud: AUTH_AUDIENCE,
          exp: Math.floor(expiresAt.getTime() / 1000),
        };
        const token = await new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuedAt()
          .sign(new TextEncoder().encode(AUTH_SECRET));
        return { text: token, json: { token, sub, expiresAt } };
      }),
  ) as Program;
}
