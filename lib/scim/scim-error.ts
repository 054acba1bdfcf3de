/** What went wrong, in the words of RFC 7644 section 3.12. */
export type ScimErrorType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive';

/** A refusal as a directory is told it; `detail` is written for the admin who reads it there, and holds no secret. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimErrorType | null;
  readonly detail: string;

  constructor(status: number, scimType: ScimErrorType | null, detail: string) {
    super(detail);
    this.name = 'ScimError';
    this.status = status;
    this.scimType = scimType;
    this.detail = detail;
  }
}

/** Refuses what would belong to a directory that was deleted at the same moment. */
export function refuseMissingDirectory(): never {
  throw new ScimError(404, null, 'There is no such directory any more.');
}

/** Refuses what was sent: 400 with the reason. */
export function refuseScim(scimType: ScimErrorType, detail: string): never {
  throw new ScimError(400, scimType, detail);
}
