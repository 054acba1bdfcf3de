import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { describe, expect, test } from 'vitest';
import { readHttpRules } from './http-rules';
import { matchRoute, restRoutes } from './rest-routes';
import { implementations } from './services';

const routes = restRoutes(implementations);

/** The call behind an address, with the values of its path. */
function callAt(verb: string, path: string) {
  const match = matchRoute(routes, verb, path);
  return match.kind === 'found' ? [match.route.method.name, ...match.values] : match;
}

describe('the rules of a call', () => {
  test('are read from its descriptor, the principal one first', () => {
    expect(readHttpRules(UserService.method.updateUser)).toEqual([
      { verb: 'PATCH', template: '/api/v1/users/{id}', body: 'user' },
      { verb: 'PATCH', template: '/api/v1/users:external/{external_id}', body: 'user' },
    ]);
    expect(readHttpRules(UserService.method.resendInvite)).toMatchObject([{ body: '*' }]);
    expect(readHttpRules(UserService.method.listUsers)).toMatchObject([{ verb: 'GET', body: null }]);
  });

  test('are there for every call of the services', () => {
    const methods = implementations.flatMap(({ service }) => service.methods);
    expect(methods.filter((method) => readHttpRules(method).length === 0)).toEqual([]);
  });
});

describe('an address', () => {
  test.each([
    ['GET', '/api/v1/users', 'ListUsers', []],
    ['GET', '/api/v1/users:search', 'SearchUsers', []],
    ['GET', '/api/v1/users%3Asearch', 'SearchUsers', []],
    ['GET', '/api/v1/users/usr_1', 'GetUser', ['usr_1']],
    ['GET', '/api/v1/users:external/a%2Fb', 'GetUser', ['a%2Fb']],
    ['GET', '/api/v1/users/me', 'GetCurrentUser', []],
    ['GET', '/api/v1/users/me2', 'GetUser', ['me2']],
    ['DELETE', '/api/v1/users/usr_1', 'DeleteUser', ['usr_1']],
    ['PATCH', '/api/v1/organizations/org_1/domains/dom_1:verify', 'VerifyDomain', ['org_1', 'dom_1']],
    ['PATCH', '/api/v1/organizations/org_1/domains/dom_1', 'UpdateDomain', ['org_1', 'dom_1']],
    ['GET', '/api/v1/organizations:external/acme', 'GetOrganizationByExternalId', ['acme']],
    ['GET', '/api/v1/organizations/org_1/users:search', 'SearchOrganizationUsers', ['org_1']],
    [
      'DELETE',
      '/api/v1/organizations/org_1/users/usr_1/roles/a:b',
      'RemoveUserRole',
      ['org_1', 'usr_1', 'a:b'],
    ],
  ])('%s %s is %s', (verb, path, name, values) => {
    expect(callAt(verb, path)).toEqual([name, ...values]);
  });

  test.each([
    '/api/v1/users/',
    '/api/v1/users//',
    '/api/v1/user',
    '/api/v1/users/usr_1/x',
    '/api/v2/users',
    '/api/v1/usersXsearch',
    '/x/api/v1/users',
  ])('%s is unknown', (path) => {
    expect(callAt('GET', path)).toEqual({ kind: 'unknown' });
  });

  test('says which other verbs it takes', () => {
    expect(callAt('PUT', '/api/v1/users/usr_1')).toEqual({
      kind: 'other_verb',
      allowed: ['DELETE', 'GET', 'PATCH'],
    });
  });
});
