/** How many secrets of one client work at the same time. */
export const activeSecretsMaximum = 5;

/** How people tell secrets apart: by their last characters, "…a1b2". */
export function secretLabel({ suffix }: { readonly suffix: string }): string {
  return `…${suffix}`;
}
