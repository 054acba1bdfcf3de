/**
 * Which of the links stands for the path: the longest one that is the path or a folder above it, so that a
 * page deep inside a section still lights its link. Undefined where none does.
 */
export function activeHref(pathname: string, hrefs: readonly string[]): string | undefined {
  const matches = hrefs.filter((href) => {
    const path = href.split(/[?#]/)[0] ?? '';
    return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
  });
  return matches.sort((one, other) => other.length - one.length)[0];
}
