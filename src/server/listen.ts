import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { errorCode } from '../database/connection-failure.ts';
import { StartupError } from './startup-error.ts';

function describeListenFailure({ HOST, PORT }: Config, error: unknown): string | undefined {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return `Port ${PORT} of ${HOST} is in use. Stop the other program, or set PORT to another number.`;
    case 'EACCES':
      return `This user may not listen on port ${PORT} of ${HOST}. Set PORT to a number from 1024.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `This machine has no address ${HOST}. Set HOST to one that it has, such as 127.0.0.1.`;
    default:
      return undefined;
  }
}

/**
 * Listens on HOST and PORT.
 *
 * @returns The address of the server, with the port that the system picked where PORT is 0.
 * @throws StartupError when the port is taken or the host is not this machine.
 */
export async function listen(server: FastifyInstance, config: Config): Promise<string> {
  try {
    await server.listen({ host: config.HOST, port: config.PORT });
  } catch (error) {
    const message = describeListenFailure(config, error);
    throw message === undefined ? error : new StartupError(message, { cause: error });
  }
  const { address, port, family } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
