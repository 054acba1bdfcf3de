import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import samlp, { type ParsedRequest } from 'samlp';
import { createServiceProviderKey, type ServiceProviderKey } from '@/lib/connections/service-provider-key';
import { escapeHtml } from '@/server/http/escape-html';
import { type FakeSamlUser, mintSamlResponse, pemOf, type SamlIdpMode } from './saml-response';

export interface FakeSamlIdp {
  readonly origin: string;
  readonly entityId: string;
  readonly ssoUrl: string;
  /** Sends on, by another name of this host, what is posted to it. */
  readonly forwardingUrl: string;
  /** Where its metadata is, which names both certificates. */
  readonly metadataUrl: string;
  /** Base64 of the DER: the one that it signs with at first, and the one that it rolls over to. */
  readonly certificates: readonly [string, string];
  metadata(): string;
  setUser(user: FakeSamlUser): void;
  setMode(mode: SamlIdpMode): void;
  /** The service provider's certificate, in base64: encrypts for it and refuses requests that it did not sign. */
  trust(serviceProviderCertificate: string): void;
  /** From now on the second certificate signs. */
  rollOver(): void;
  /** Ask for a press of a button (as at first), or answer at once. */
  answerAtOnce(atOnce: boolean): void;
  /** A page here that logs in at a service provider that did not ask. */
  initiatedUrl(serviceProvider: ServiceProviderAddresses, relayState?: string): string;
  /** A response, in base64, without a browser. */
  respond(to: ServiceProviderAddresses & { readonly inResponseTo?: string }): Promise<string>;
  /** The requests that arrived, oldest first. */
  requests(): readonly ReceivedRequest[];
  stop(): Promise<void>;
}

export interface ServiceProviderAddresses {
  readonly entityId: string;
  readonly acsUrl: string;
}

interface ReceivedRequest {
  readonly id: string;
  readonly issuer: string;
  readonly method: 'GET' | 'POST';
  readonly signed: boolean;
  readonly forceAuthn: boolean;
  readonly relayState: string;
}

interface State {
  readonly keys: readonly [ServiceProviderKey, ServiceProviderKey];
  readonly requests: ReceivedRequest[];
  signsWith: 0 | 1;
  user: FakeSamlUser;
  mode: SamlIdpMode;
  serviceProviderCertificate: string | null;
  atOnce: boolean;
}

/** A SAML identity provider on a loopback port of its own, by the package `samlp`, which brings its own XML parser and signatures. */
export async function startSamlIdp(user: FakeSamlUser): Promise<FakeSamlIdp> {
  const now = new Date();
  const state: State = {
    keys: [await createServiceProviderKey(now), await createServiceProviderKey(now)],
    requests: [],
    signsWith: 0,
    user,
    mode: 'signed-response',
    serviceProviderCertificate: null,
    atOnce: false,
  };
  const app = express();
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  serve(app, origin, state);
  return { ...addressesOf(origin, state), ...controlsOf(origin, state), stop: () => stop(server) };
}

function addressesOf(origin: string, { keys }: State) {
  return {
    origin,
    entityId: `${origin}/metadata`,
    ssoUrl: `${origin}/sso`,
    forwardingUrl: `${origin.replace('127.0.0.1', 'localhost')}/elsewhere`,
    metadataUrl: `${origin}/metadata`,
    certificates: [keys[0].certificate, keys[1].certificate] as const,
  };
}

function controlsOf(origin: string, state: State) {
  const set = (changes: Partial<State>) => {
    Object.assign(state, changes);
  };
  return {
    metadata: () => metadataOf(origin, state),
    setUser: (user: FakeSamlUser) => set({ user }),
    setMode: (mode: SamlIdpMode) => set({ mode }),
    trust: (certificate: string) => set({ serviceProviderCertificate: certificate }),
    rollOver: () => set({ signsWith: 1 }),
    answerAtOnce: (atOnce: boolean) => set({ atOnce }),
    initiatedUrl: ({ entityId, acsUrl }: ServiceProviderAddresses, relayState = '') =>
      `${origin}/start?${new URLSearchParams({ entityId, acsUrl, RelayState: relayState })}`,
    respond: (to: ServiceProviderAddresses & { readonly inResponseTo?: string }) => mint(origin, state, to),
    requests: () => state.requests,
  };
}

function serve(app: express.Express, origin: string, state: State): void {
  app.use(express.urlencoded({ extended: false }));
  app.get(
    '/metadata',
    (_, response) => void response.type('application/xml').send(metadataOf(origin, state)),
  );
  app.post('/elsewhere', (_, response) => response.redirect(307, `${origin}/sso`));
  app.all('/sso', async (request, response) => {
    const { id = '', issuer = '', ...asked } = await parse(request, state);
    const parameters = parametersOf(request);
    const relayState = parameters.RelayState ?? '';
    const signed = parameters.Signature !== undefined || request.method === 'POST';
    const forceAuthn = asked.forceAuthn === 'true';
    const method = request.method === 'POST' ? 'POST' : 'GET';
    state.requests.push({ id, issuer, method, signed, forceAuthn, relayState });
    const acsUrl = asked.assertionConsumerServiceURL ?? '';
    const samlResponse = await mint(origin, state, { entityId: issuer, acsUrl, inResponseTo: id });
    sendForm(response, state, { acsUrl, samlResponse, relayState });
  });
  app.get('/start', async (request, response) => {
    const { entityId = '', acsUrl = '', RelayState: relayState = '' } = parametersOf(request);
    const samlResponse = await mint(origin, state, { entityId, acsUrl });
    sendForm(response, state, { acsUrl, samlResponse, relayState });
  });
}

function parametersOf(request: Request): Record<string, string | undefined> {
  return (request.method === 'POST' ? request.body : request.query) as Record<string, string>;
}

/** Throws for a request that the trusted service provider did not sign. */
function parse(request: Request, { serviceProviderCertificate }: State): Promise<ParsedRequest> {
  const { Signature, SigAlg, RelayState } = parametersOf(request);
  const options = {
    ...(serviceProviderCertificate && { signingCert: pemOf(serviceProviderCertificate) }),
    ...(Signature && SigAlg && { signature: Signature, sigAlg: SigAlg, relayState: RelayState ?? '' }),
  };
  return new Promise((resolve, reject) =>
    samlp.parseRequest(request, options, (error, parsed) => (error ? reject(error) : resolve(parsed ?? {}))),
  );
}

function mint(
  origin: string,
  state: State,
  to: ServiceProviderAddresses & { readonly inResponseTo?: string },
): Promise<string> {
  const { keys, signsWith, user, mode, serviceProviderCertificate } = state;
  const { entityId: issuer } = addressesOf(origin, state);
  return mintSamlResponse({ ...to, issuer, key: keys[signsWith], user, mode, serviceProviderCertificate });
}

interface Answer {
  readonly acsUrl: string;
  readonly samlResponse: string;
  readonly relayState: string;
}

/** The page that posts the answer: by itself, or when its button is pressed. */
function sendForm(response: Response, { atOnce, user }: State, answer: Answer): void {
  const nonce = randomBytes(16).toString('base64');
  const script = atOnce ? `<script nonce="${nonce}">document.forms[0].submit()</script>` : '';
  response.type('html').send(`<!doctype html><title>Identity provider</title>
    <form method="post" action="${escapeHtml(answer.acsUrl)}">
      <input type="hidden" name="SAMLResponse" value="${answer.samlResponse}">
      <input type="hidden" name="RelayState" value="${escapeHtml(answer.relayState)}">
      <button>Continue as ${escapeHtml(user.nameId)}</button>
    </form>${script}`);
}

function metadataOf(origin: string, state: State): string {
  const { entityId, ssoUrl, certificates } = addressesOf(origin, state);
  const keys = certificates.map(
    (certificate) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  const services = ['HTTP-POST', 'HTTP-Redirect'].map(
    (binding) =>
      `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${ssoUrl}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}
<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>${services.join('')}
</md:IDPSSODescriptor></md:EntityDescriptor>`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
