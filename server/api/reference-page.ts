import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from '../http/escape-html';
import { apiDescription } from './openapi';
import { type ApiDocument, type Call, callsOf } from './reference-document';
import { curlOf } from './reference-example';
import { fieldsOf, renderFields, withCode } from './reference-fields';
import { referenceStyle } from './reference-style';
import { serviceNotes } from './service-notes';

let page: string | null = null;

/** `GET /docs/api`: every call that is answered, for people, made from the OpenAPI document; it needs no script. */
export async function handleReference(request: IncomingMessage, response: ServerResponse): Promise<void> {
  page ??= renderPage(apiDescription() as unknown as ApiDocument);
  answer(request, response, { type: 'text/html', body: page });
}

/** `GET /docs/api/reference.css`. */
export async function handleReferenceStyle(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  answer(request, response, { type: 'text/css', body: referenceStyle });
}

function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  { type, body }: { readonly type: string; readonly body: string },
): void {
  response.writeHead(200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'public, max-age=300',
  });
  response.end(method === 'HEAD' ? '' : body);
}

function renderPage(document: ApiDocument): string {
  const services = document.tags.map(({ name }) => ({ name, calls: callsOf(document, name) }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API reference · Usher</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/api/reference.css">
</head>
<body>
<a class="skip" href="#main">To the reference</a>
<div class="frame">
<nav aria-label="Calls">
<p class="home"><a href="#main">API reference</a></p>
<ul>
<li><a href="#begin">Begin</a></li>
<li><a href="#errors">Errors</a></li>
${services.map(renderContents).join('')}</ul>
</nav>
<main id="main" tabindex="-1">
${renderBeginning(document)}
${services.map((service) => renderService(document, service)).join('')}
</main>
</div>
</body>
</html>
`;
}

interface Service {
  readonly name: string;
  readonly calls: readonly Call[];
}

function renderContents({ name, calls }: Service): string {
  const items = calls.map(
    ({ operation }) => `<li><a href="#${operation.operationId}">${escapeHtml(operation.summary)}</a></li>`,
  );
  return `<li><a class="service" href="#${name}">${escapeHtml(titleOf(name))}</a><ul>${items.join('')}</ul></li>`;
}

function titleOf(name: string): string {
  return serviceNotes[name]?.title ?? name;
}

function renderService(document: ApiDocument, { name, calls }: Service): string {
  return `<section class="group" aria-labelledby="${name}">
<h2 id="${name}">${escapeHtml(titleOf(name))}</h2>
<p class="lead">${escapeHtml(serviceNotes[name]?.text ?? '')}</p>
${calls.map((call) => renderCall(document, call)).join('')}
</section>`;
}

function renderCall(document: ApiDocument, call: Call): string {
  const { verb, path, operation } = call;
  const parameters = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const body = operation.requestBody?.content['application/json'].schema;
  const parts = [
    renderPart(document, 'Path', parameters('path')),
    renderPart(document, 'Query', parameters('query')),
    body ? renderPart(document, 'Body', fieldsOf(document, body)) : '',
    renderPart(
      document,
      'Answer',
      fieldsOf(document, operation.responses[200].content['application/json'].schema),
    ),
  ];
  return `<article id="${operation.operationId}" aria-labelledby="${operation.operationId}-title">
<h3 id="${operation.operationId}-title"><a href="#${operation.operationId}">${escapeHtml(operation.summary)}</a></h3>
<p class="address"><span class="verb ${verb.toLowerCase()}">${verb}</span> <code>${withParameters(path)}</code></p>
<p>${withCode(operation.description ?? '')}</p>
<pre tabindex="0" aria-label="Example"><code>${escapeHtml(curlOf(document, call))}</code></pre>
${parts.join('')}
<p class="errors">Errors: ${errorsOf(call).join(', ')}. <a href="#errors">What they mean</a></p>
</article>`;
}

type Fields = Parameters<typeof renderFields>[1];

function renderPart(document: ApiDocument, title: string, fields: Fields): string {
  const list = renderFields(document, fields, { says: title !== 'Answer' });
  return list && `<h4>${title}</h4>${list}`;
}

function withParameters(path: string): string {
  return escapeHtml(path)
    .replaceAll('/', '<wbr>/')
    .replace(/\{([^}]*)\}/g, '<span class="parameter">{$1}</span>');
}

/** The statuses that the document lists, without success. */
function errorsOf({ operation }: Call): string[] {
  return Object.keys(operation.responses).filter((status) => /^[45]/.test(status));
}

const refusals: readonly (readonly [status: string, code: string, meaning: string])[] = [
  ['400', 'INVALID_ARGUMENT', 'Something of the request is wrong: the details name the fields.'],
  ['400', 'FAILED_PRECONDITION', 'It cannot be done as things are: the message says why.'],
  ['401', 'UNAUTHENTICATED', 'The access token is missing, wrong or expired. Nothing else is answered so.'],
  ['403', 'PERMISSION_DENIED', 'The credential may not do this, or the call is not for tokens of this kind.'],
  ['404', 'NOT_FOUND', 'There is no such thing, or it is not yours to know of.'],
  ['409', 'ALREADY_EXISTS, ABORTED', 'It is there already, or somebody did something at the same moment.'],
  ['429', 'RESOURCE_EXHAUSTED', 'Too often: `retry-after` says for how many seconds to wait.'],
  ['501', 'UNIMPLEMENTED', 'Usher does not answer this call.'],
];

function renderBeginning({ servers }: ApiDocument): string {
  const url = escapeHtml(servers[0]?.url ?? '');
  const rows = refusals.map(
    ([status, code, meaning]) =>
      `<tr><td>${status}</td><td><code>${code.replace(', ', '</code>, <code>')}</code></td><td>${withCode(meaning)}</td></tr>`,
  );
  return `<header>
<h1>API reference</h1>
<p class="lead">Every call that Usher answers over plain HTTP with JSON. The official Scalekit SDKs make the same calls by gRPC.</p>
<p><a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
</header>
<section class="group" aria-labelledby="begin">
<h2 id="begin">Begin</h2>
<p>Make a credential under <a href="/credentials">API credentials</a>, and exchange it for an access token, which is good for a day.</p>
<pre tabindex="0" aria-label="Example"><code>curl ${url}/oauth/token -d grant_type=client_credentials \\
  -d client_id=my-app -d client_secret=...</code></pre>
<p>The examples have its <code>access_token</code> in <code>$TOKEN</code>. Calls about whoever is signed in take the access token of
a login to an application instead, here <code>$LOGIN_TOKEN</code>.
Names may be in snake_case or camelCase; answers are in snake_case, and say also what is empty. Lists come in pages: ten entries
unless <code>page_size</code> says otherwise, a hundred at most.</p>
</section>
<section class="group" aria-labelledby="errors">
<h2 id="errors">Errors</h2>
<p>An error is <code>{"code", "message", "details"}</code>: the number of its gRPC code, a sentence for people, and details for
programs with the id of the request and the fields that are wrong.</p>
<div class="scroll" tabindex="0" role="region" aria-label="What errors mean"><table>
<thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table></div>
</section>`;
}
