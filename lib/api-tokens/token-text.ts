import { open, seal } from '../crypto';

/** A token as it is stored beside its hash. The key is of this one token: sealed bytes that are put into another row stay shut. */
export function sealTokenText(id: string, token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(token, purposeOf(id)));
}

/** What was sealed for this token, or null when the installation's secret of then is not known any more. */
export function openTokenText(id: string, sealed: Uint8Array): string | null {
  return open(sealed, purposeOf(id));
}

function purposeOf(id: string): string {
  return `usher/api-tokens/v1/${id}`;
}
