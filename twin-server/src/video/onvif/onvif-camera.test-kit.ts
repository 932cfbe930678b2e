import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** For tests: a camera on this machine that speaks ONVIF (SOAP 1.2), with an account and a clock of its own. */
export interface SampleOnvifCamera {
  /** Of its device service. */
  readonly url: string;
  readonly port: number;
  /** Where it looks, as its movements made it: shares of full speed times seconds. */
  readonly position: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly moving: boolean;
  /** Actions asked for that its account was right for. */
  readonly done: string[];
  /** Everything that came. */
  readonly heard: string[];
  password: string;
  /** Ms by which its clock is ahead. */
  clockMs: number;
  /** It knows GetCapabilities but no GetServices, as cameras did before Profile T. */
  old: boolean;
  /** It hears and answers nothing. */
  dead: boolean;
  /** Its answers have no end. */
  endless: boolean;
  /** Words to stop that it does not hear. */
  deafToStop: boolean;
  /** Its answer to everything, with this status. */
  nonsense: { readonly status: number; readonly body: string } | null;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const USERNAME = 'operator';
/** A message is refused whose time is further than this from the camera's. */
const WINDOW_MS = 30_000;
const SOAP = 'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema"';
const PRESETS = ['1', '2', '17'];

interface Motion {
  readonly velocity: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly since: number;
  readonly until: number;
}

export async function openOnvifCamera(password: string): Promise<SampleOnvifCamera> {
  let server: Server | null = null;
  let port = 0;
  let motion: Motion | null = null;
  let at = { x: 0, y: 0, zoom: 0 };
  const nonces = new Set<string>();
  const sockets = new Set<Socket>();
  const httpNonce = randomBytes(8).toString('hex');

  /** Where it looks now; what it was told to do for a time ends with that time. */
  const position = () => {
    if (motion === null) return at;
    const s = (Math.min(Date.now(), motion.until) - motion.since) / 1000;
    const { x, y, zoom } = motion.velocity;
    return { x: at.x + x * s, y: at.y + y * s, zoom: at.zoom + zoom * s };
  };
  const halt = () => {
    [at, motion] = [position(), null];
  };

  const answers: Readonly<Record<string, (body: string) => string>> = {
    GetSystemDateAndTime: () => {
      const now = new Date(Date.now() + camera.clockMs);
      const time = `<tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second>`;
      const date = `<tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day>`;
      return `<tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType><tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime>`;
    },
    GetServices: () =>
      [
        ['ver10/device', 'device_service'],
        ['ver10/media', 'media_service'],
        ['ver20/ptz', 'ptz_service'],
      ]
        .map(
          ([namespace, path]) =>
            // As cameras behind a router do, it calls itself by its inner address.
            `<tds:Service><tds:Namespace>http://www.onvif.org/${namespace}/wsdl</tds:Namespace><tds:XAddr>http://192.168.1.64/onvif/${path}</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>0</tt:Minor></tds:Version></tds:Service>`,
        )
        .join(''),
    GetCapabilities: () =>
      `<tds:Capabilities><tt:Media><tt:XAddr>http://192.168.1.64/onvif/media_service</tt:XAddr></tt:Media><tt:PTZ><tt:XAddr>http://192.168.1.64/onvif/ptz_service</tt:XAddr></tt:PTZ></tds:Capabilities>`,
    GetProfiles: () =>
      ['P1', 'P2']
        .map(
          (token) =>
            `<trt:Profiles token="${token}" fixed="true"><tt:Name>${token === 'P1' ? 'mainStream' : 'subStream'}</tt:Name>${token === 'P1' ? '<tt:PTZConfiguration token="C1"><tt:Name>PTZ</tt:Name><tt:NodeToken>N1</tt:NodeToken></tt:PTZConfiguration>' : ''}</trt:Profiles>`,
        )
        .join(''),
    GetStreamUri: (body) =>
      `<trt:MediaUri><tt:Uri>rtsp://192.168.1.64:554/${profileOf(body)}?key=geheim</tt:Uri></trt:MediaUri>`,
    GetSnapshotUri: (body) =>
      `<trt:MediaUri><tt:Uri>http://192.168.1.64:${port}/snapshot/${profileOf(body)}.jpg</tt:Uri></trt:MediaUri>`,
    ContinuousMove: (body) => {
      const number = (pattern: RegExp) => Number(pattern.exec(body)?.[1] ?? 0);
      halt();
      const velocity = {
        x: number(/PanTilt[^>]* x="([^"]+)"/),
        y: number(/PanTilt[^>]* y="([^"]+)"/),
        zoom: number(/Zoom[^>]* x="([^"]+)"/),
      };
      const now = Date.now();
      motion = { velocity, since: now, until: now + number(/<Timeout>PT([\d.]+)S</) * 1000 };
      return '';
    },
    Stop: () => {
      if (!camera.deafToStop) halt();
      return '';
    },
    GetPresets: () =>
      PRESETS.map((token) => `<tptz:Preset token="${token}"><tt:Name>preset ${token}</tt:Name></tptz:Preset>`).join(''),
    GotoPreset: (body) => {
      halt();
      at = { x: Number(/<PresetToken>([^<]+)</.exec(body)?.[1]), y: 0, zoom: 0 };
      return '';
    },
  };

  /** Whether the account in a message is right: its digest of nonce, time and password, its time that of the camera, its nonce new. */
  const isRight = (body: string) => {
    const [username, digest, nonce, created] = ['Username', 'Password', 'Nonce', 'Created'].map(
      (name) => new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)<`).exec(body)?.[1] ?? '',
    );
    const hash = createHash('sha1').update(Buffer.from(nonce!, 'base64')).update(created!).update(camera.password);
    const isNew = !nonces.has(nonce!);
    nonces.add(nonce!);
    const off = Math.abs(Date.parse(created!) - (Date.now() + camera.clockMs));
    return username === USERNAME && digest === hash.digest('base64') && isNew && off < WINDOW_MS;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    camera.heard.push(`${request.url} ${body}`);
    if (camera.dead) return;
    if (camera.endless) {
      const timer = setInterval(() => response.write(' '), 50);
      await once(response, 'close');
      return clearInterval(timer);
    }
    if (camera.nonsense) return void response.writeHead(camera.nonsense.status).end(camera.nonsense.body);
    if (request.url?.startsWith('/snapshot/')) return snapshot(request, response);
    const action = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(body)?.[1] ?? '';
    const fault = (status: number, code: string, reason: string) =>
      reply(
        response,
        status,
        `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:${code}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">${reason}</s:Text></s:Reason></s:Fault>`,
      );
    if (action !== 'GetSystemDateAndTime' && !isRight(body))
      return fault(400, 'NotAuthorized', 'Sender not Authorized');
    const answer = answers[action];
    if (!answer || (camera.old && action === 'GetServices'))
      return fault(400, 'ActionNotSupported', 'Optional Action Not Implemented');
    camera.done.push(action);
    const ns = 'xmlns:tds="d" xmlns:trt="m" xmlns:tptz="p"';
    reply(response, 200, `<x:${action}Response xmlns:x="x" ${ns}>${answer(body)}</x:${action}Response>`);
  };

  /** A picture for who answers its challenge (RFC 7616, SHA-256) and for nobody else, as firmware of today does. */
  const snapshot = (request: IncomingMessage, response: ServerResponse) => {
    const given = Object.fromEntries(
      [...(request.headers.authorization ?? '').matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const hash = (...parts: (string | undefined)[]) => createHash('sha256').update(parts.join(':')).digest('hex');
    const { username, realm, nonce, uri, response: told, nc, cnonce } = given;
    const secret = hash(username, realm, camera.password);
    const right = hash(secret, nonce, nc, cnonce, 'auth', hash('GET', request.url));
    if (nonce !== httpNonce || uri !== request.url || told !== right)
      return void response
        .writeHead(401, {
          'www-authenticate': `Digest realm="IP Camera", nonce="${httpNonce}", algorithm=SHA-256, qop="auth", stale=FALSE`,
        })
        .end();
    response
      .setHeader('content-type', 'image/jpeg')
      .end(Buffer.from([0xff, 0xd8, 0xff, 0xe0, Math.random() * 256, 0xff, 0xd9]));
  };

  const camera: SampleOnvifCamera = {
    get url() {
      return `http://127.0.0.1:${port}/onvif/device_service`;
    },
    get port() {
      return port;
    },
    get position() {
      return position();
    },
    get moving() {
      return motion !== null && Date.now() < motion.until;
    },
    done: [],
    heard: [],
    password,
    clockMs: 0,
    old: false,
    dead: false,
    endless: false,
    deafToStop: false,
    nonsense: null,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server?.close();
      if (server) await once(server, 'close');
      server = null;
    },
    start: async () => {
      server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
  };
  await camera.start();
  return camera;
}

const profileOf = (body: string) => /<ProfileToken>([^<]+)</.exec(body)?.[1];

function reply(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'content-type': 'application/soap+xml; charset=utf-8' })
    .end(`<?xml version="1.0" encoding="UTF-8"?><s:Envelope ${SOAP}><s:Body>${body}</s:Body></s:Envelope>`);
}
