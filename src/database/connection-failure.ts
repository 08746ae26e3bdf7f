import { dirname } from 'node:path';
import type { DatabaseLocation } from '../config.ts';
import { describeLocation } from './location.ts';

/** The system's or the database's code of `error`, or of the error that caused it. */
export function errorCode(error: unknown): string | undefined {
  // Not `instanceof Error`: a native driver makes errors of the context that loaded it first.
  if (typeof error !== 'object' || error === null) {
    return undefined;
  }
  // For the same reason graphql-js may not know it as an error, and keep it as the `thrownValue` of one of its own.
  const { code, cause, thrownValue } = error as { code?: unknown; cause?: unknown; thrownValue?: unknown };
  return typeof code === 'string' ? code : errorCode(cause ?? thrownValue);
}

/**
 * Says in a sentence or two why the database cannot be used, without its password, or `undefined` where `error` is
 * about something else.
 */
export function describeConnectionFailure(location: DatabaseLocation, error: unknown): string | undefined {
  const code = errorCode(error) ?? '';
  return location.dialect === 'sqlite'
    ? describeSqliteFailure(location.path, code)
    : describePostgresqlFailure(location, code, error instanceof Error ? error.message : '');
}

function describeSqliteFailure(path: string, code: string): string | undefined {
  switch (code.replace(/^(SQLITE_(?:IOERR|READONLY|CANTOPEN|BUSY|CORRUPT)).*/, '$1')) {
    case 'SQLITE_NOTADB':
      return `${path} is not an SQLite database. Set DATABASE_URL to another file, or move this one away.`;
    case 'SQLITE_CORRUPT':
      return `The SQLite database ${path} is damaged. Restore it from a backup.`;
    case 'SQLITE_CANTOPEN':
      return `The SQLite database ${path} cannot be opened. Is it a folder, or may this user not read it?`;
    case 'SQLITE_READONLY':
      return `The SQLite database ${path} is read-only. Let this user write it, or set DATABASE_URL.`;
    case 'SQLITE_BUSY':
      return `The SQLite database ${path} is in use by another process. Stop it, or set DATABASE_URL.`;
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
      return `The SQLite database ${path} cannot be read or written (${code}). Is the disk full?`;
    case 'EACCES':
    case 'EEXIST':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EPERM':
    case 'EROFS':
      return `The folder ${dirname(path)} of the SQLite database cannot be written (${code}). Mend it, or set DATABASE_URL.`;
    default:
      return undefined;
  }
}

function describePostgresqlFailure(
  location: DatabaseLocation & { dialect: 'postgresql' },
  code: string,
  message: string,
): string | undefined {
  const where = describeLocation(location);
  const { username, pathname } = new URL(location.url);
  switch (code) {
    case 'ECONNREFUSED':
      return `${where} is unreachable: nothing listens there. Start it, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${where} is unreachable: no such host. Correct DATABASE_URL.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${where} is unreachable: no answer. Is a firewall between, or DATABASE_URL wrong?`;
    case 'ECONNRESET':
      return `${where} hung up. Is it PostgreSQL that listens there?`;
    // Of Node, "TLS (SSL)", "X509 certificate error codes".
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_SIGNATURE_FAILURE':
      return `${where} shows a certificate that no authority known here has signed (${code}). Name its authority's file in DATABASE_URL: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `${where} shows a certificate for another host name. Use that name in DATABASE_URL.`;
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `${where} shows a certificate that is not valid now (${code}). Renew it, or mend the clock of this machine.`;
    case 'ENOENT':
    case 'EACCES':
      return `A file that DATABASE_URL names (sslrootcert, sslcert or sslkey) cannot be read (${code}).`;
    // PostgreSQL manual, appendix A, "PostgreSQL Error Codes".
    case '28000':
      return `${where} refuses the connection: ${message}.`;
    case '28P01':
      return `${where} refuses the user "${decodeURIComponent(username)}". Correct the name or the password in DATABASE_URL.`;
    case '3D000':
      return `${where} does not exist. Create the database: createdb ${decodeURIComponent(pathname.slice(1))}`;
    case '53300':
      return `${where} has no connection left. Raise its max_connections, or stop other clients.`;
    case '57P03':
      return `${where} is starting up or shutting down. Try again.`;
    default:
      return describePgFailure(where, message);
  }
}

/** What the client library `pg` itself refuses; its errors have no code. */
function describePgFailure(where: string, message: string): string | undefined {
  if (/timeout expired|connection timeout/i.test(message)) {
    return `${where} is unreachable: no answer. Is a firewall between, or DATABASE_URL wrong?`;
  }
  if (/^Connection terminated|unexpected(ly)?$/i.test(message)) {
    return `${where} hung up. Is it PostgreSQL that listens there?`;
  }
  if (/^SASL|password must be a string/.test(message)) {
    return `${where} asks for a password. Put it in DATABASE_URL.`;
  }
  if (/SSL/.test(message)) {
    return `${where}: ${message}. See sslmode in DATABASE_URL.`;
  }
  return undefined;
}
