/** What can stop a command. Codes stay; sentences may change. */
export type ContractErrorCode = 'SYNTAX' | 'SDL_INVALID' | 'BREAKING_CHANGES' | 'REASON_MISSING';

/** Something that stops a command, in a sentence. Nothing was changed. */
export class ContractError extends Error {
  readonly code: ContractErrorCode;

  constructor(code: ContractErrorCode, message: string) {
    super(message);
    this.name = 'ContractError';
    this.code = code;
  }
}
