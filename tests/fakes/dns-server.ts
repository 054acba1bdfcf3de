import { createSocket, type Socket } from 'node:dgram';

/** What the server says of one name. */
interface Zone {
  /** The TXT records, each in one or more pieces. */
  readonly records: readonly (readonly string[])[];
  /** The name has the records of this one. */
  readonly alias?: string;
  /** RFC 1035 section 4.1.1, or no answer at all. */
  readonly refusal?: 'silence' | 'SERVFAIL';
}

export interface DnsServer {
  /** As `USHER_DNS_SERVERS` takes it. */
  readonly address: string;
  /** The TXT records of a name from now on; one of several pieces is a list. */
  setTxt(name: string, ...records: (string | readonly string[])[]): void;
  /** An alias (CNAME) of another name, which a name server follows for whoever asks. */
  setAlias(name: string, target: string): void;
  /** How it goes wrong from now on. */
  fail(name: string, refusal: 'silence' | 'SERVFAIL'): void;
  /** How often it was asked for a name; servers that keep silent are asked again. */
  asked(name: string): number;
  stop(): Promise<void>;
}

const types = { CNAME: 5, TXT: 16 } as const;
const codes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 } as const;

/** A name server on a loopback port of its own that knows TXT records and aliases. Other names do not exist. */
export async function startDnsServer(port = 0): Promise<DnsServer> {
  const zones = new Map<string, Zone>();
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    const name = readName(query);
    questions.push(name);
    const answer = answerTo(query, name, zones);
    if (answer) socket.send(answer, peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    setTxt: (name, ...records) =>
      void zones.set(name, { records: records.map((one) => (typeof one === 'string' ? [one] : one)) }),
    setAlias: (name, alias) => void zones.set(name, { records: [], alias }),
    fail: (name, refusal) => void zones.set(name, { records: [], refusal }),
    asked: (name) => questions.filter((one) => one === name).length,
    stop: () => close(socket),
  };
}

function answerTo(query: Buffer, name: string, zones: ReadonlyMap<string, Zone>): Buffer | null {
  const zone = zones.get(name);
  if (zone?.refusal === 'silence') return null;
  if (zone?.refusal) return message(query, codes.SERVFAIL, []);
  if (!zone) return message(query, codes.NXDOMAIN, []);
  const alias = zone.alias === undefined ? [] : [record(name, types.CNAME, encodeName(zone.alias))];
  const owner = zone.alias ?? name;
  const records = zone.alias === undefined ? zone.records : (zones.get(zone.alias)?.records ?? []);
  const texts = records.map((pieces) => record(owner, types.TXT, Buffer.concat(pieces.map(encodePiece))));
  return message(query, codes.NOERROR, [...alias, ...texts]);
}

/** RFC 1035 section 4.1: the header with the question of `query`, and the answers. */
function message(query: Buffer, code: number, answers: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([header, query.subarray(12, endOfName(query) + 4), ...answers]);
}

function record(name: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(60, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name), fixed, data]);
}

function encodeName(name: string): Buffer {
  return Buffer.concat([...name.split('.').map(encodePiece), Buffer.alloc(1)]);
}

function encodePiece(text: string): Buffer {
  return Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);
}

function readName(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; query[at]; at += 1 + (query[at] ?? 0))
    labels.push(query.toString('ascii', at + 1, at + 1 + (query[at] ?? 0)));
  return labels.join('.').toLowerCase();
}

function endOfName(query: Buffer): number {
  let at = 12;
  while (query[at]) at += 1 + (query[at] ?? 0);
  return at + 1;
}

function close(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
