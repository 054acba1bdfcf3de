/** The key under which the provider sends one message once: per invitation, generation and count. */
export function invitationMailKey(invitationId: string, generation: number, count: number): string {
  return `invitation/${invitationId}/${generation}/${count}`;
}
