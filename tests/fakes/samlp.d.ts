/** What the tests use of `samlp`, which has no types of its own. */
declare module 'samlp' {
  import type { Request } from 'express';

  interface Claims {
    getClaims(): Record<string, string | readonly string[]>;
    getNameIdentifier(): { nameIdentifier: string; nameIdentifierFormat: string };
  }

  interface ResponseOptions {
    issuer: string;
    cert: string;
    key: string;
    audience: string;
    recipient: string;
    destination: string;
    inResponseTo?: string;
    lifetimeInSeconds: number;
    sessionIndex: string;
    signResponse: boolean;
    signAssertion: boolean;
    signatureAlgorithm: 'rsa-sha256' | 'rsa-sha1';
    digestAlgorithm: 'sha256' | 'sha1';
    encryptionCert?: string;
    encryptionPublicKey?: string;
    encryptionAlgorithm?: string;
    profileMapper(user: unknown): Claims;
  }

  export interface ParsedRequest {
    id?: string;
    issuer?: string;
    assertionConsumerServiceURL?: string;
    destination?: string;
    forceAuthn?: string;
  }

  interface ParseOptions {
    signingCert?: string;
    signature?: string;
    sigAlg?: string;
    relayState?: string;
  }

  const samlp: {
    getSamlResponse(
      options: ResponseOptions,
      user: unknown,
      callback: (error: Error | null, response?: string) => void,
    ): void;
    parseRequest(
      request: Request,
      options: ParseOptions,
      callback: (error: Error | null, parsed?: ParsedRequest) => void,
    ): void;
  };
  export default samlp;
}
