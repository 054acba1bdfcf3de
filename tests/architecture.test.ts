import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** One import of a file: what it names, from the repository's root on, and whether types are all it takes. */
interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const folders = ['app', 'components', 'emails', 'lib', 'server'];
const everything = globSync(`{${folders.join(',')}}/**/*.{ts,tsx}`).map((path) => path.replaceAll('\\', '/'));
const sources = everything.filter((path) => !/\.(test|spec)\.tsx?$/.test(path));
const text = new Map(sources.map((path) => [path, readFileSync(path, 'utf8')]));
const imports = sources.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const found = (text.get(file) ?? '').matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({
    file,
    target: resolve(file, match[2] ?? match[3] ?? ''),
    typeOnly: match[1] !== undefined,
  }));
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
  return `npm:${specifier}`;
}

const isNoun = (path: string) => /^lib\/[^/]+\//.test(path);
const isPlumbing = (path: string) => /^lib\/[^/]+$/.test(path);
const isSchema = (path: string) => /\.schema$/.test(path);
const isNextOrReact = (path: string) => /^npm:(next|react|next-auth)(\/|-dom|$)/.test(path);
const ofNext = /^server\/(actions|auth|main|context|next-runtime)/;

/** What a ring may import, beside packages; the default is to refuse. Types of the core may be named everywhere. */
const rings: Record<string, (one: Import) => boolean> = {
  lib: ({ file, target }) =>
    target.startsWith('prisma/generated') || isPlumbing(target) || (isNoun(file) && isNoun(target)),
  server: ({ file, target }) =>
    isNoun(target) ||
    isPlumbing(target) ||
    /^server\/(context|http\/)/.test(target) ||
    target.split('/')[1] === file.split('/')[1] ||
    (/^server\/(actions|api)\//.test(file) && target.startsWith('server/sso/')) ||
    (/^server\/(main|machine-routes)\.ts$/.test(file) && target.startsWith('server/')) ||
    (file === 'server/context.ts' && target.startsWith('server/auth/')) ||
    (file.startsWith('server/worker/') && target.startsWith('emails/')),
  app: ({ file, target }) =>
    isNoun(target) ||
    /^lib\/(env|errors|log)$/.test(target) ||
    /^server\/(actions|auth)\/|^server\/context$/.test(target) ||
    target.startsWith('components/') ||
    target.startsWith(`${dirname(file)}`) ||
    target.startsWith('app/') ||
    (file.startsWith('app/mailbox/') && target.startsWith('emails/')),
  components: ({ target, typeOnly }) =>
    target.startsWith('components/') ||
    isSchema(target) ||
    (typeOnly && (isNoun(target) || target === 'server/actions/action-result')),
  emails: ({ target, typeOnly }) => target.startsWith('emails/') || (typeOnly && isNoun(target)),
};

describe('imports', () => {
  test('point inward only', () => {
    const refused = imports
      .filter((one) => !one.target.startsWith('npm:') && !/\.css$/.test(one.target))
      .filter((one) => !rings[one.file.split('/')[0] ?? '']?.(one));
    expect(refused.map((one) => `${one.file} -> ${one.target}`)).toEqual([]);
  });

  test('of Next and React stay with the pages, the actions, the session and the composition root', () => {
    const refused = imports
      .filter((one) => isNextOrReact(one.target))
      .filter(
        (one) => one.file.startsWith('lib/') || (one.file.startsWith('server/') && !ofNext.test(one.file)),
      );
    expect(refused.map((one) => `${one.file} -> ${one.target}`)).toEqual([]);
  });

  test('of the Prisma client stay in lib, and lib/db.ts alone constructs it', () => {
    const outside = imports.filter(
      (one) => /prisma\/generated|npm:@prisma/.test(one.target) && !one.file.startsWith('lib/'),
    );
    expect(outside.map((one) => one.file)).toEqual([]);
    const constructing = sources.filter((path) => text.get(path)?.includes('new PrismaClient('));
    expect(constructing).toEqual(['lib/db.ts']);
  });

  test('between the nouns of lib make no circle', () => {
    const edges = new Map<string, Set<string>>();
    for (const one of imports.filter((each) => isNoun(each.file) && isNoun(each.target))) {
      const [from = '', to = ''] = [one.file, one.target].map((path) => path.split('/')[1] ?? '');
      if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    expect(findCircle(edges)).toBeNull();
  });
});

function findCircle(edges: Map<string, Set<string>>): string | null {
  const visit = (noun: string, path: string[]): string | null => {
    if (path.includes(noun)) return [...path.slice(path.indexOf(noun)), noun].join(' -> ');
    for (const next of edges.get(noun) ?? []) {
      const circle = visit(next, [...path, noun]);
      if (circle) return circle;
    }
    return null;
  };
  for (const noun of edges.keys()) {
    const circle = visit(noun, []);
    if (circle) return circle;
  }
  return null;
}

const calledByUseCases = 'its callers have authorised';

/** Use cases that ask nobody's permission, and why that is right. */
const publicUseCases: Record<string, string> = {
  viewInvitation: 'the link is the right to see it',
  requireLink: 'checks a link for other public use cases',
  askForRenewal: 'the link is the right to ask',
  explainNoMembership: calledByUseCases,
  checkLinkUri: calledByUseCases,
  changeConnection: calledByUseCases,
  changeUser: calledByUseCases,
  changeGroup: calledByUseCases,
  moveMembers: calledByUseCases,
  switchUser: calledByUseCases,
  checkDomain: calledByUseCases,
  beginInvitationSignIn: 'the mailed link is the proof',
  mailInvitationProof: 'only the invited mailbox gets something',
  requestSignInLink: 'how people begin',
  viewSignInLink: 'the link is the right to see it',
  viewJoinLink: 'the link is the right to see it',
  joinByLink: 'the mailed link is the proof',
  beginLinkSignIn: 'the mailed link is the proof',
  completeSignIn: 'the secret of the attempt is the proof',
  consumeLimits: 'counts for other use cases',
  endSessionByToken: 'whoever holds the cookie may throw it away',
  endOwnSessions: calledByUseCases,
  viewClaim: 'the link is the right to see it',
  viewFrontDoor: 'it stands on the login page',
  getLogo: 'it stands on the login page',
  claimWorkspace: "the operator's link is the proof",
  ensureOwner: 'the operator configured the address',
  ensureClient: 'the operator configured the client',
  authenticateClient: 'the secret is the proof',
  authenticateDirectory: 'the secret is the proof',
  recordRefusedSecret: 'it is for those who have shown no good secret',
  signAccessToken: 'its callers have authenticated the client',
  signToken: 'its callers know what they sign',
  signIdToken: 'its callers have found whose login it is',
  readIdTokenHint: 'the signature is the proof',
  findOidcClient: 'the id of a client is no secret',
  findLoginConnection: 'the id of a connection is no secret, and only a login reads it',
  isLogoutDestination: 'where people may be sent is no secret',
  findLogin: 'whoever holds the cookie is who it says',
  saveGrant: 'only the OpenID provider calls it, for a session that it has found by its cookie',
  findGrantToken: 'the refresh token is the proof',
  saveRefreshToken: 'only the OpenID provider calls it, for a grant that it has checked',
  beginCodeEpoch: 'of the OpenID provider, as it makes a code',
  takeCode: 'the code is the proof',
  takeCodeBySecret: 'the secret and the code are the proof',
  viewMistakenInvitation: "the browser's secret is the proof",
  acceptIdentity: 'its callers have checked the assertion',
  findAssertedPerson: 'its callers have checked the assertion',
  beginSso: 'how people begin',
  recordConnectionTest: 'its callers have taken the request',
  deleteExpiredSso: 'a job of Usher itself',
  findRealm: 'how people begin',
  findRealmConnection: 'how people begin',
  findInteractionRoute: 'the id is known to the browser that asked alone',
  findInvitationRoute: 'the link is the right to begin; the login is the proof',
  findUnaskedDestination: 'its callers have checked the response',
  limitSsoAnswers: 'the answer comes before anybody is known',
  parkSsoAnswer: 'the relay state is the proof',
  takeSsoRequest: "the relay state and the browser's secret are the proof",
  takeAssertion: 'its callers have checked its signature',
  consumeRefreshToken: 'the refresh token is the proof',
  revokeGrant: 'its callers have checked whose grant it is',
  findTokenSubject: 'its callers have verified the access token',
  saveInteraction: 'how people begin',
  findInteraction: 'the id is known to the browser that asked alone',
  viewInteraction: 'the id is known to the browser that asked alone',
  listFormTargets: 'a policy of pages, no secret',
  endInteraction: 'the id is known to the browser that asked alone',
  viewPortalLink: 'the link is the right to see it',
  openPortalLink: 'the link is the right to open it',
  getPortal: 'whoever has opened a set-up link is told whose it is',
  endPortalSession: 'whoever holds the cookie may throw it away',
  deleteExpiredPortals: 'a job of Usher itself',
  deleteExpiredTokens: 'a job of Usher itself',
  signLogoutTokens: 'a job of Usher itself',
  rotateSigningKeys: 'a job of Usher itself',
  checkDueDomains: 'a job of Usher itself',
  followGroupsStep: 'a job of Usher itself',
  deleteExpiredSignIns: 'a job of Usher itself',
  deleteExpiredSessions: 'a job of Usher itself',
  deleteExpiredPasswordless: 'a job of Usher itself',
  deleteExpiredLimits: 'a job of Usher itself',
  beginMailAttempt: 'a job of Usher itself',
  failStaleMail: 'a job of Usher itself',
  recordMailOutcome: 'a job of Usher itself',
  findNextDelivery: 'a job of Usher itself',
  beginDelivery: 'a job of Usher itself',
  recordDeliveryAttempt: 'a job of Usher itself',
  failStaleDeliveries: 'a job of Usher itself',
  deleteOldEvents: 'a job of Usher itself',
  warnOfCertificates: 'a job of Usher itself',
  deleteOldLoginAttempts: 'a job of Usher itself',
  deleteOldDirectoryRequests: 'a job of Usher itself',
  readEndpointHealth: calledByUseCases,
  listMailbox: 'whoever is on this machine may read it; requireMailbox decides',
  recordMailEvent: "the webhook's signature was checked",
};

describe('every use case', () => {
  const useCase = /export async function\*? (\w+)\(\s*ctx: Ctx[\s\S]*?\n}/g;

  test('authorises in its first line, or is public for a stated reason', () => {
    const silent = sources
      .filter(isNoun)
      .flatMap((path) => [...(text.get(path) ?? '').matchAll(useCase)].map((match) => ({ path, match })))
      .filter(({ match }) => !authorisesFirst(match[0]) && !publicUseCases[match[1] ?? '']);
    expect(silent.map(({ path, match }) => `${path}: ${match[1]}`)).toEqual([]);
  });

  test('on the public list exists', () => {
    const all = [...text.values()].join('\n');
    const gone = Object.keys(publicUseCases).filter((name) => !all.includes(`function ${name}(`));
    expect(gone).toEqual([]);
  });
});

function authorisesFirst(source: string): boolean {
  const body = source.slice(source.search(/\{\n(?!.*:.*;\n)/) + 1);
  const first = body.trim().split('\n')[0] ?? '';
  return /authorize\w*\(ctx/.test(first);
}

describe('the process', () => {
  test('reads its environment in lib/env.ts alone', () => {
    expect(sources.filter((path) => text.get(path)?.includes('process.env'))).toEqual(['lib/env.ts']);
  });
});

describe('the address', () => {
  test('is changed beside the router in one place (docs/decisions/0006-the-router-is-not-told.md)', () => {
    const writers = sources.filter((path) =>
      /history\s*\.\s*(?:push|replace)State/.test(text.get(path) ?? ''),
    );
    expect(writers).toEqual(['components/lists/use-address-parameter.ts']);
  });
});

describe('a file', () => {
  test('is at most 300 lines, a test at most 500', () => {
    const long = everything.filter((path) => {
      const lines = readFileSync(path, 'utf8').split('\n').length - 1;
      return lines > (/\.(test|spec)\.tsx?$/.test(path) ? 500 : 300);
    });
    expect(long).toEqual([]);
  });

  test('has a name that says what lives there', () => {
    const vague = everything.filter((path) =>
      /(^|\/)(utils?|helpers?|common|misc|manager|service)(\.tsx?|\/)/.test(path),
    );
    expect(vague).toEqual([]);
  });

  test('of lib itself is one of the closed list', () => {
    const plumbing = sources.filter(isPlumbing).map((path) => path.slice(4, -3));
    expect(plumbing.sort()).toEqual(['clock', 'crypto', 'db', 'env', 'errors', 'id', 'jobs', 'log']);
  });
});

/** Pages and routes that show the same to everybody. */
const openRoutes: Record<string, string> = {
  'app/(console)/organizations/[orgId]/page.tsx': 'only redirects',
  'app/not-found.tsx': 'says only that there is nothing',
  'app/error.tsx': 'says only that something failed',
  'app/global-error.tsx': 'says only that something failed',
};

describe('every page, route and action', () => {
  const routes = sources.filter((path) => /^app\/(.*\/)?(page\.tsx|route\.ts|actions\.ts)$/.test(path));

  test('asks who is there through the one context', () => {
    const unguarded = routes.filter((path) => !asksWhoIsThere(path, new Set()) && !openRoutes[path]);
    expect(unguarded).toEqual([]);
  });
});

describe('what a set-up link opens', () => {
  const asksByLink = (path: string) => /\b(?:getPortalCtx|definePortalAction)\b/.test(text.get(path) ?? '');
  const asksOtherwise = (path: string) => /\b(?:getCtx|readCtx|defineAction)\b/.test(text.get(path) ?? '');
  const isOfPortal = (path: string) => path.startsWith('app/portal/');

  test('lies below /portal alone, and nothing else opens that', () => {
    const pages = sources.filter((path) => path.startsWith('app/'));
    expect(pages.filter((path) => asksByLink(path) && !isOfPortal(path))).toEqual([]);
    expect(pages.filter((path) => asksOtherwise(path) && isOfPortal(path))).toEqual([]);
    expect(pages.some((path) => asksByLink(path))).toBe(true);
  });

  test('is read from the cookie in one place', () => {
    const readers = sources.filter((path) => text.get(path)?.includes("cookieName('portal')"));
    expect(readers.sort()).toEqual(['server/auth/portal-cookie.ts', 'server/context.ts']);
  });
});

/** Itself, or through what it imports from the pages beside it. */
function asksWhoIsThere(file: string, seen: Set<string>): boolean {
  seen.add(file);
  const targets = imports.filter((one) => one.file === file && !one.typeOnly).map((one) => one.target);
  if (
    targets.some((target) => /^server\/(context|actions\/define-action|auth\/end-this-session)$/.test(target))
  )
    return true;
  const beside = targets.flatMap((target) => [`${target}.ts`, `${target}.tsx`]);
  return beside.some(
    (path) => path.startsWith('app/') && text.has(path) && !seen.has(path) && asksWhoIsThere(path, seen),
  );
}

/** A row of the table in docs/architecture.md: a verb, the file of its use case, and who calls it in each protocol. */
interface VerbRow {
  readonly verb: string;
  readonly useCase: string;
  readonly callers: readonly string[];
}

function readVerbs(): VerbRow[] {
  const document = readFileSync('docs/architecture.md', 'utf8');
  const rows = document
    .slice(document.search(/^\| verb /m))
    .split('\n')
    .slice(2);
  return rows
    .filter((row) => row.startsWith('|'))
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, verb = '', useCase = '', ...callers]) => ({ verb, useCase, callers: callers.filter(Boolean) }));
}

describe('the table of verbs', () => {
  const rows = readVerbs();
  const functionOf = (path: string) =>
    (path.split('/').at(-1) ?? '')
      .replace('.ts', '')
      .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

  test('names every use case that changes something', () => {
    const changing = sources.filter(
      (path) =>
        isNoun(path) &&
        publicUseCases[functionOf(path)] !== calledByUseCases &&
        /recordAudit\(|auditValues\(|auditSql\(/.test(text.get(path) ?? '') &&
        (text.get(path) ?? '').includes(`export async function ${functionOf(path)}(ctx: Ctx`),
    );
    expect(changing.filter((path) => !rows.some((row) => row.useCase === path))).toEqual([]);
  });

  test('names callers that call it', () => {
    const wrong = rows.flatMap((row) =>
      row.callers
        .filter((caller) => caller !== '-' && !text.get(caller)?.includes(functionOf(row.useCase)))
        .map((caller) => `${row.verb}: ${caller} does not call ${functionOf(row.useCase)}`),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = globSync('{*.md,docs/**/*.md,examples/*/*.md}');

  test('link to files that there are', () => {
    const broken = documents.flatMap((document) =>
      [...readFileSync(document, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map((match) => normalize(join(dirname(document), match[1] ?? '')))
        .filter((target) => !existsSync(target))
        .map((target) => `${document} links to ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('that record decisions have each a number of its own', () => {
    const numbers = globSync('docs/decisions/*.md').map((path) => basename(path).slice(0, 4));
    expect(numbers.toSorted()).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
  });
});
