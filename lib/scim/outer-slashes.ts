/** Not by an expression, which takes very long to tell of very many slashes that they are not the last. */
export function withoutOuterSlashes(path: string): string {
  const parts = path.split('/');
  const isNamed = (part: string) => part !== '';
  return parts.slice(parts.findIndex(isNamed), parts.findLastIndex(isNamed) + 1).join('/');
}
