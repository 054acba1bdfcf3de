/** The name by which programs know a role, made of what people call it: "Billing manager" gives "billing_manager". */
export function suggestRoleName(displayName: string): string {
  const plain = displayName
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return plain.slice(0, 64).replace(/_$/, '');
}
