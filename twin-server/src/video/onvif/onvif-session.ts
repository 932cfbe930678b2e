import type { Agent } from 'node:http';
import { Cam, type CamProfile, type RequestCallback } from 'onvif';
import { NotAllowedError } from '../../engines/outside/outside-client.ts';
import { codeOf, reasonOf } from '../../problem.ts';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';

/** A camera that gives no whole answer in this time does not answer. */
const TIMEOUT_MS = 4_000;
/** Beyond this a movement ends by itself, should the word to stop get lost. */
const STOPS_LATER_MS = 1_000;
const REFUSED = /not ?authori[sz]ed|unauthori[sz]ed|authentication failed|digest authentication/i;

/** How a camera is spoken to. */
export interface OnvifAccount {
  /** Its device service, such as http://10.2.1.7/onvif/device_service. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** What a camera offers under one name: a picture of some size, turned or not. Addresses as it tells them. */
export interface OnvifProfile {
  readonly token: string;
  readonly name: string;
  /** It can be turned by this profile. */
  readonly ptz: boolean;
  readonly streamUri: string;
  /** Null where it takes no single pictures. */
  readonly snapshotUri: string | null;
}

/** Shares of full speed, -1 to 1: right, up, near. */
export interface Velocity {
  readonly x?: number;
  readonly y?: number;
  readonly zoom?: number;
}

/**
 * A camera that was reached: its clock is known, by which it judges passwords (WS-UsernameToken), and where its services are. They are asked at
 * the host of its address whatever they call themselves, so that its password goes nowhere else. All that asks throws VideoFault.
 */
export class OnvifSession {
  readonly #cam: Cam;
  readonly #host: string;
  readonly #agent: Agent;

  private constructor(cam: Cam, host: string, agent: Agent) {
    this.#cam = cam;
    this.#host = host;
    this.#agent = agent;
  }

  static async open({ url: address, username, password }: OnvifAccount, client: VideoClient): Promise<OnvifSession> {
    const url = new URL(address);
    const secure = url.protocol === 'https:';
    const agent = client.agentFor(url);
    const cam = new Cam({
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (secure ? 443 : 80),
      path: url.pathname,
      useSecure: secure,
      agent,
      username,
      password,
      // Later than ours: then it is over already.
      timeout: 2 * TIMEOUT_MS,
      autoconnect: false,
      preserveAddress: true,
    });
    const session = new OnvifSession(cam, url.host, agent);
    await session.#ask((done) => cam.getSystemDateAndTime(done));
    // Profile T has GetServices; what is older has GetCapabilities.
    await session
      .#ask((done) => cam.getServices(false, done))
      .catch((cause: VideoFault) => {
        if (cause.code === 'timeout') throw cause;
        return session.#ask((done) => cam.getCapabilities(done));
      });
    return session;
  }

  async profiles(): Promise<OnvifProfile[]> {
    await this.#ask((done) => this.#cam.getProfiles(done));
    const found: OnvifProfile[] = [];
    for (const profile of this.#cam.profiles ?? []) {
      const token = tokenOf(profile);
      if (token === null) continue;
      const streamUri = await this.#address(/^rtsps?:/i, (done) =>
        this.#cam.getStreamUri({ protocol: 'RTSP', profileToken: token }, done),
      );
      if (streamUri === null) throw this.#unreadable();
      const snapshotUri = await this.#address(/^https?:/i, (done) =>
        this.#cam.getSnapshotUri({ profileToken: token }, done),
      ).catch(() => null);
      const name = typeof profile.name === 'string' ? profile.name : token;
      const ptz = profile.PTZConfiguration !== undefined;
      found.push({ token, name, ptz, streamUri, snapshotUri });
    }
    if (found.length === 0) throw new VideoFault('noStream', `camera ${this.#host} has no profile`);
    return found;
  }

  /** Moves until stop(), and a little longer than `ms` at most. */
  async move(profileToken: string, velocity: Velocity, ms: number): Promise<void> {
    const timeout = Math.ceil((ms + STOPS_LATER_MS) / 1000) * 1000;
    const only = velocity.zoom === undefined ? { onlySendPanTilt: true } : { onlySendZoom: true };
    await this.#ask((done) => this.#cam.continuousMove({ ...velocity, ...only, profileToken, timeout }, done));
  }

  async stop(profileToken: string): Promise<void> {
    await this.#ask((done) => this.#cam.stop({ profileToken, panTilt: true, zoom: true }, done));
  }

  /** Tokens of the positions that it knows. */
  async presets(profileToken: string): Promise<string[]> {
    await this.#ask((done) => this.#cam.getPresets({ profileToken }, done));
    return Object.keys(this.#cam.presets ?? {});
  }

  async goToPreset(profileToken: string, preset: string): Promise<void> {
    await this.#ask((done) => this.#cam.gotoPreset({ profileToken, preset }, done));
  }

  /** The address that it answers with; null where that is none of this kind. */
  async #address(kind: RegExp, ask: (done: RequestCallback<{ uri: string }>) => void): Promise<string | null> {
    const answer: { uri?: unknown } | undefined = await this.#ask(ask);
    return typeof answer?.uri === 'string' && kind.test(answer.uri) && URL.canParse(answer.uri) ? answer.uri : null;
  }

  #ask<T>(ask: (done: RequestCallback<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // The library waits for silence only: a camera that sends without end would be heard without end.
      const timer = setTimeout(() => {
        reject(this.#timeout());
        this.#agent.destroy();
      }, TIMEOUT_MS);
      ask((fault, answer) => {
        clearTimeout(timer);
        if (fault) reject(this.#faultOf(fault));
        else resolve(answer as T);
      });
    });
  }

  #timeout(): VideoFault {
    return new VideoFault('timeout', `camera ${this.#host} did not answer within ${TIMEOUT_MS / 1000} s`);
  }

  #unreadable(cause?: unknown): VideoFault {
    return new VideoFault(
      'unreadable',
      `camera ${this.#host} answered no ONVIF; expected SOAP 1.2 as of its services`,
      {
        cause,
      },
    );
  }

  /** Of what the library says only what is known is passed on: the rest may hold what was sent. */
  #faultOf(cause: Error): VideoFault {
    const reason = reasonOf(cause);
    if (REFUSED.test(reason))
      return new VideoFault(
        'status',
        `camera ${this.#host} refused the account; expected name and password of its ONVIF user`,
      );
    if (cause instanceof NotAllowedError) return new VideoFault('notAllowed', reason, { cause });
    const code = codeOf(cause);
    if (code !== undefined)
      return new VideoFault('unreachable', `camera ${this.#host} cannot be reached: ${code}`, { cause });
    const soap = /^ONVIF SOAP Fault: (.{1,200})/.exec(reason)?.[1];
    if (soap !== undefined) return new VideoFault('status', `camera ${this.#host} answered: ${soap}`);
    return this.#unreadable(cause);
  }
}

function tokenOf(profile: CamProfile): string | null {
  const token: unknown = profile.$?.token ?? profile.token;
  return typeof token === 'string' || typeof token === 'number' ? String(token) : null;
}
