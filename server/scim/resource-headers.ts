import { etagOf } from '@/lib/scim/etag';

/** What stands beside a resource that is shown: its address, which `meta.location` repeats (RFC 7643 section 3.1), and its version. */
export function resourceHeaders(location: string, version: number) {
  return { Location: location, 'Content-Location': location, ETag: etagOf(version) };
}
