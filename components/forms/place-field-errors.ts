export type PlacedErrors = {
  /** Name of the field and its sentence; one for each field. */
  placed: Array<readonly [name: string, message: string]>;
  /** Sentences that no field of the form can show. */
  stray: string[];
};

/**
 * Finds for every error the field that shows it: the field of that name, else the nearest one above it
 * ("roleIds.0" is shown by "roleIds"). What belongs to no field is never lost but handed back as `stray`.
 */
export function placeFieldErrors(
  errors: Record<string, string>,
  fieldNames: ReadonlySet<string>,
): PlacedErrors {
  const placed = new Map<string, string>();
  const stray: string[] = [];
  for (const [path, message] of Object.entries(errors)) {
    const name = nearestField(path, fieldNames);
    if (!name) stray.push(message);
    else if (!placed.has(name)) placed.set(name, message);
  }
  return { placed: [...placed], stray };
}

function nearestField(path: string, fieldNames: ReadonlySet<string>): string | undefined {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.');
    if (fieldNames.has(name)) return name;
  }
  return undefined;
}
