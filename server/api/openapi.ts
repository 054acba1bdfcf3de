import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DescField, DescMessage, JsonObject } from '@bufbuild/protobuf';
import { ErrorInfoSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';
import { env } from '@/lib/env';
import { describeOperation, tagOf } from './openapi-operation';
import { type Direction, objectSchema, reachableMessages, schemaName } from './openapi-schemas';
import { type RestRoute, restRoutes } from './rest-routes';
import { sendJson } from './send-json';
import { serviceNotes } from './service-notes';
import { implementations } from './services';

let description: JsonObject | null = null;

/** `GET /api/openapi.json`: what the API answers over plain HTTP, for people and for tools of other pages. */
export async function handleOpenApi(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', '*');
  sendJson(response, 200, apiDescription(), 'public, max-age=300');
}

/** The OpenAPI document. */
export function apiDescription(): JsonObject {
  description ??= describeApi(answeredRoutes(), env().baseUrl.origin);
  return description;
}

/** Calls that Usher does not answer are not in the document, so that it promises nothing. */
function answeredRoutes(): RestRoute[] {
  return restRoutes(implementations).filter(
    ({ implementation, method }) => implementation.handlers[method.localName],
  );
}

function describeApi(routes: readonly RestRoute[], origin: string): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Usher', version: '1', summary: 'Organizations, their members and what they may.' },
    servers: [{ url: origin }],
    security: [{ credential: [] }],
    tags: describeTags(routes),
    paths: describePaths(routes),
    components: {
      schemas: { ...describeMessages(routes), Refusal: describeRefusal() },
      responses: {
        Refusal: {
          description: 'Refused: what was wrong, for people and for programs.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      },
      securitySchemes: {
        credential: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: `${origin}/oauth/token`, scopes: {} } },
        },
        login: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token that an application got when somebody logged in to it.',
        },
      },
    },
  };
}

/** The services, in the order in which people meet them. */
function describeTags(routes: readonly RestRoute[]): JsonObject[] {
  const answered = new Set(routes.map(({ method }) => tagOf(method)));
  const known = Object.entries(serviceNotes).filter(([name]) => answered.has(name));
  return known.map(([name, { text }]) => ({ name, description: text }));
}

function describePaths(routes: readonly RestRoute[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const uses = new Map<string, number>();
  for (const route of routes) {
    const { method, rule } = route;
    const name = `${method.parent.name}_${method.name}`;
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    const operation = describeOperation(route, use === 1 ? name : `${name}_${use}`);
    paths[rule.template] = { ...paths[rule.template], [rule.verb.toLowerCase()]: operation };
  }
  return paths;
}

/** Requests that are no body are described by their parameters alone. */
function describeMessages(routes: readonly RestRoute[]): JsonObject {
  const sent = reachableMessages(routes.flatMap(bodyMessages));
  const received = reachableMessages([
    ...routes.map(({ method }) => method.output),
    ...messagesOf(ErrorInfoSchema.fields),
  ]);
  const directionOf = (message: DescMessage): Direction =>
    sent.has(message) ? (received.has(message) ? 'both' : 'request') : 'answer';
  const all = [...new Set([...sent, ...received])];
  const named = all.map((message) => [schemaName(message), message] as const).sort();
  return Object.fromEntries(
    named.map(([name, message]) => [name, objectSchema(message.fields, directionOf(message))]),
  );
}

function bodyMessages({ method, rule }: RestRoute): DescMessage[] {
  return messagesOf(method.input.fields.filter(({ name }) => rule.body === '*' || rule.body === name));
}

function messagesOf(fields: readonly DescField[]): DescMessage[] {
  return fields.flatMap(({ message }) => message ?? []);
}

/** `google.rpc.Status`, whose details name their type. */
function describeRefusal(): JsonObject {
  const { properties, ...detail } = objectSchema(ErrorInfoSchema.fields, 'answer');
  const items = { ...detail, properties: { '@type': { type: 'string' }, ...(properties as JsonObject) } };
  return {
    type: 'object',
    properties: {
      code: { type: 'integer', description: 'The code that gRPC has for it.' },
      message: { type: 'string' },
      details: { type: 'array', items },
    },
    required: ['code', 'message', 'details'],
  };
}
