import { findDiscovered, resourceTypes, schemas, serviceProviderConfig } from '@/lib/scim/discovery';
import type { ScimObject } from '@/lib/scim/read-value';
import { ScimError } from '@/lib/scim/scim-error';
import { listAnswer } from './list-answer';
import type { ScimAnswer, ScimCall, ScimEndpoint, ScimHandler } from './scim-call';

/** What a directory may ask before it shows a secret (RFC 7644 section 4): it is the same for all of them. */
export const discovery: Readonly<Record<string, ScimEndpoint>> = {
  ServiceProviderConfig: {
    all: { GET: async (call) => ({ status: 200, body: serviceProviderConfig(unfiltered(call)) }) },
  },
  ResourceTypes: listed(resourceTypes),
  Schemas: listed(schemas),
};

function listed(found: (baseUrl: string) => readonly ScimObject[]): ScimEndpoint {
  const all: ScimHandler = async (call) => listAll(found(unfiltered(call)));
  const one: ScimHandler = async (call) => oneOf(found(unfiltered(call)), call.id ?? '');
  return { all: { GET: all }, one: { GET: one } };
}

function listAll(resources: readonly ScimObject[]): ScimAnswer {
  return listAnswer(resources.length, 1, resources);
}

function oneOf(resources: readonly ScimObject[], id: string): ScimAnswer {
  const body = findDiscovered(resources, id);
  if (!body) throw new ScimError(404, null, 'There is nothing at this path.');
  return { status: 200, body };
}

/** RFC 7644 section 4: a filter is refused with 403. */
function unfiltered({ baseUrl, query }: ScimCall): string {
  if (query.has('filter')) throw new ScimError(403, null, 'What is supported cannot be filtered.');
  return baseUrl;
}
