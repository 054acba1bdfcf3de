import type { ServerResponse } from 'node:http';
import { connectionAddresses } from '@/lib/connections/connection-address';

/** A redirect that is followed by GET, and never kept. */
export function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, 'Cache-Control': 'no-store' });
  response.end();
}

/** Tells somebody that their login failed: a reference to ask about, and nothing of the reason. */
export function showFailure(response: ServerResponse, attempt: { readonly reference: string } | null): void {
  redirectTo(response, attempt ? `/login/failed?reference=${attempt.reference}` : '/login/failed');
}

/** Where the result of a test is shown. */
export function testResultPath(connectionId: string, testId: string): string {
  const { testUrl } = connectionAddresses(connectionId);
  return `${new URL(testUrl).pathname}?result=${testId}`;
}
