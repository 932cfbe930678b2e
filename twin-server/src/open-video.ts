import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { CameraStream, Catalogue, Published, Reading, TwinState } from 'twin-core';
import { boundCameras } from './base/bound-cameras.ts';
import { CameraChecks } from './base/camera-checks.ts';
import { CameraStreams } from './base/camera-streams.ts';
import type { BaseRegistry } from './base/registry.ts';
import { streamKey } from './base/removed-record.ts';
import type { Surroundings } from './base/surroundings.ts';
import type { Config } from './config.ts';
import { AllowedServers } from './engines/outside/allowed-servers.ts';
import type { Vault } from './engines/vault.ts';
import { InputError, reasonOf } from './problem.ts';
import { ClipKeeper } from './video/clips/clip-keeper.ts';
import { MediaLink } from './video/media/media-link.ts';
import { MediaTable } from './video/media/media-table.ts';
import { OnvifCameras } from './video/onvif/onvif-cameras.ts';
import { type StreamEvent, type StreamReport, StreamWatch } from './video/stream-watch.ts';
import { Video } from './video/video.ts';
import { VideoClient } from './video/video-client.ts';

const PROTOCOL = 'video';
const PRUNE_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A report that still holds is made again this often where its rule does not say when it would end by itself. */
const REPEAT_MS = 60_000;
/** Cameras of which clips are kept for one alarm. */
const CAMERAS_AN_ALARM = 4;

export interface CameraVideoOptions {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly catalogue: Catalogue;
  readonly registry: BaseRegistry;
  readonly surroundings: Surroundings;
  readonly config: Pick<Config, 'dataDir' | 'videoServers' | 'videoBuffer' | 'keepClips'>;
  /** Where the demonstration's cameras are; null where there are none. */
  readonly demoOrigin: string | null;
  /** The state as last committed. */
  readonly state: () => TwinState;
  /** Takes an event of a camera as its device would tell it; resolves when it is durable. */
  readonly take: (reading: Reading) => Promise<unknown>;
  readonly log: Logger;
  /** For tests: ms between looks at streams that are not held, and ms after an alarm at which its clip is written. */
  readonly everyMs?: number;
  readonly clipWaitMs?: number;
}

/** The cameras of the live composition. */
export interface CameraVideo {
  readonly cameraStreams: CameraStreams;
  readonly cameraChecks: CameraChecks;
  readonly video: Video;
  readonly media: MediaLink;
  readonly onvif: OnvifCameras;
  readonly clips: ClipKeeper;
  /** Alarms whose rule opens cameras have clips of them kept. */
  note(published: Published): void;
  /** Begins to follow the cameras of the registry. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Makes ready to follow the cameras of the registry, to watch them, and to keep what they show around alarms. Throws InputError naming the setting that cannot be read. */
export async function openVideo(options: CameraVideoOptions): Promise<CameraVideo> {
  const { pool, vault, registry, surroundings, catalogue, config, log } = options;
  const site = registry.site.code;
  const cameraStreams = new CameraStreams(pool, site);
  const client = new VideoClient({ allowed: allowedServers(options), demoOrigin: options.demoOrigin });
  const onvif = await OnvifCameras.open(pool, vault, site, client);
  const media = new MediaLink({
    client,
    table: new MediaTable(pool, vault, site),
    onvifSource: (camera) => onvif.source(camera),
    everyMs: options.everyMs,
  });
  const video = await Video.open({
    client,
    streams: async () => firstOfEach([...(await cameraStreams.list()), ...onvif.streams, ...media.streams]),
    told: (camera) => media.told(camera),
    folder: join(config.dataDir, 'video'),
    ringBytes: config.videoBuffer * 1e6,
    everyMs: options.everyMs,
  });
  const watch = openWatch(options, video);
  const clips = new ClipKeeper({
    pool,
    site,
    folder: join(config.dataDir, 'clips'),
    channel: (camera) => video.channel(camera),
    keepMs: config.keepClips * DAY_MS,
    onFault: (reason) => log.warn({ reason: reasonOf(reason) }, 'a clip of an alarm was not kept'),
    waitMs: options.clipWaitMs,
  });
  const prune = () =>
    clips.prune().catch((cause: unknown) => log.warn({ reason: reasonOf(cause) }, 'old clips were not removed'));
  const pruning = setInterval(prune, PRUNE_MS);
  void prune();
  return {
    cameraStreams,
    cameraChecks: new CameraChecks(pool, site),
    video,
    media,
    onvif,
    clips,
    note: ({ events }) => {
      for (const { event } of events) {
        if (event.kind !== 'alarm.raised') continue;
        if (!catalogue.rule(event.code)?.actions?.some((action) => action.do === 'openCamera')) continue;
        const device = registry.device(event.device);
        const cameras = device
          ? boundCameras(device, registry, catalogue, surroundings).filter((code) => video.channel(code) !== null)
          : [];
        clips.note(event, cameras.slice(0, CAMERAS_AN_ALARM));
      }
    },
    start: async () => {
      await media.refresh();
      await video.refresh();
    },
    close: async () => {
      clearInterval(pruning);
      await watch.close();
      await clips.close();
      await media.close();
      await video.close();
    },
  };
}

/** What was entered by hand goes before what a camera tells, and that before what a media server plays. */
function firstOfEach(streams: readonly CameraStream[]): CameraStream[] {
  const found = new Map<string, CameraStream>();
  for (const stream of streams) {
    const key = streamKey(stream);
    if (!found.has(key)) found.set(key, stream);
  }
  return [...found.values()];
}

function allowedServers({ config, demoOrigin }: CameraVideoOptions): AllowedServers {
  try {
    return new AllowedServers(config.videoServers, demoOrigin === null ? [] : [demoOrigin]);
  } catch (cause) {
    if (cause instanceof InputError) throw new InputError(cause.message, { place: 'TWIN_VIDEO_SERVERS', cause });
    throw cause;
  }
}

function openWatch({ registry, catalogue, state, take, log }: CameraVideoOptions, video: Video): StreamWatch {
  const ruleOf = (camera: string, type: StreamEvent) => {
    const kind = registry.device(camera)?.kind ?? '';
    const rule = catalogue.kind(kind)?.rules.find(({ when }) => 'event' in when && when.event === type);
    return { rule, isKnown: catalogue.eventType(kind, type) !== undefined };
  };
  return new StreamWatch({
    channels: () => video.channels,
    repeatMs: (camera, type) => {
      const { rule, isKnown } = ruleOf(camera, type);
      if (!isKnown) return null;
      // Twice within the time after which the alarm would return to normal by itself.
      return rule && 'holdMs' in rule.when ? rule.when.holdMs / 2 : REPEAT_MS;
    },
    holds: (camera, type) => {
      const code = ruleOf(camera, type).rule?.code;
      for (const alarm of state().alarms.values())
        if (alarm.device === camera && alarm.code === code && alarm.active) return true;
      return false;
    },
    report: async (report) => {
      await take(readingOf(registry.site.code, report));
    },
    onFault: (cause) =>
      log.warn({ reason: reasonOf(cause) }, 'the state of a stream was not reported; it is tried again'),
  });
}

function readingOf(site: string, { camera, type, active, since, reason }: StreamReport): Reading {
  const receivedAt = Date.now();
  const data = { active, since, ...(reason !== null && { reason }) };
  const body = { id: `${type}-${receivedAt}`, time: receivedAt, type, data };
  return { site, device: camera, channel: 'events', body, protocol: PROTOCOL, receivedAt };
}
