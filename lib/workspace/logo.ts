/** The pictures that a logo may be. SVG is not among them: it can hold scripts. */
export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The largest logo, in bytes. */
export const logoMaximumBytes = 256 * 1024;

/** What the bytes are by how they begin, whatever their file is called; null for everything that is no logo. */
export function detectLogoType(bytes: Uint8Array): LogoType | null {
  if (beginsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (beginsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  const riff = beginsWith(bytes, 0, [0x52, 0x49, 0x46, 0x46]);
  return riff && beginsWith(bytes, 8, [0x57, 0x45, 0x42, 0x50]) ? 'image/webp' : null;
}

function beginsWith(bytes: Uint8Array, offset: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[offset + index] === byte);
}
