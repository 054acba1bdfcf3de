/** Whether a query or a form, as it was sent, has the null character: PostgreSQL stores none, so nothing has it here. */
export function hasEncodedNull(text: string): boolean {
  return text.includes('%00') || text.includes('\0');
}
