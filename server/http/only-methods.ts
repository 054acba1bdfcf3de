import { endPlain, type NativeHandler } from './handle-request';

/** Answers these methods by the handler, and all others with 405 and those that are allowed (RFC 9110 section 15.5.6). */
export function onlyMethods(allowed: readonly string[], handle: NativeHandler): NativeHandler {
  return async (request, response) => {
    if (allowed.includes(request.method ?? '')) return handle(request, response);
    response.setHeader('Allow', allowed.join(', '));
    endPlain(response, 405, `Use ${allowed[0]}.`);
  };
}
