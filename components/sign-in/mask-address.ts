/**
 * An address for eyes that may not be its owner's: "a•••@acme.example". Enough to know one's own by, and the number of
 * letters is not told.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, Math.min(1, at))}•••${address.slice(at)}`;
}
