import { describe, expect, test } from 'vitest';
import { findDiscovered, resourceTypes, schemas, serviceProviderConfig } from './discovery';
import { enterpriseSchema, findAttribute, userSchema } from './schema';

const base = 'https://usher.example.com/api/v1/directories/dir-1/scim/v2';

function* definitionsOf(attributes: unknown): Generator<Record<string, unknown>> {
  if (!Array.isArray(attributes)) return;
  for (const each of attributes) {
    yield each;
    yield* definitionsOf(each.subAttributes);
  }
}

describe('what a directory discovers', () => {
  test('has its address in the directory, and nothing that is null (Entra ID)', () => {
    for (const each of [serviceProviderConfig(base), ...resourceTypes(base), ...schemas(base)]) {
      expect(each.meta).toMatchObject({ location: expect.stringContaining(base) });
      expect(JSON.stringify(each)).not.toContain('null');
    }
  });

  test('are the schemas of users, groups and the enterprise extension, with all that RFC 7643 section 7 asks for', () => {
    const found = schemas(base);
    expect(found.map(({ name }) => name)).toEqual(['User', 'Group', 'EnterpriseUser']);
    for (const { attributes } of found)
      for (const definition of definitionsOf(attributes)) {
        const { name, type, subAttributes } = definition;
        expect(name).toMatch(/^[$a-z][A-Za-z0-9]*$/);
        expect(type === 'complex').toBe(Array.isArray(subAttributes));
        for (const key of ['multiValued', 'required', 'caseExact', 'mutability', 'returned', 'uniqueness'])
          expect(definition).toHaveProperty(key);
      }
  });

  test('is found by its id in any case', () => {
    expect(findDiscovered(schemas(base), userSchema.toUpperCase())).toMatchObject({ name: 'User' });
    expect(findDiscovered(resourceTypes(base), 'Group')).toMatchObject({ endpoint: '/Groups' });
    expect(findDiscovered(schemas(base), 'urn:none')).toBeNull();
  });

  test('is what attributes are found by', () => {
    const path = { schema: enterpriseSchema.toLowerCase(), name: 'MANAGER', sub: 'VALUE' };
    expect(findAttribute('User', path)).toMatchObject({ name: 'value' });
    expect(findAttribute('Group', path)).toBeNull();
    expect(findAttribute('User', { schema: null, name: 'members', sub: null })).toBeNull();
    expect(findAttribute('Group', { schema: null, name: 'members', sub: '$REF' })).toMatchObject({
      name: '$ref',
    });
  });
});
