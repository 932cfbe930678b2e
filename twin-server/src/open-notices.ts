import type pg from 'pg';
import { type ActionResult, type Alarm, type Catalogue, openAlarm, type Published } from 'twin-core';
import { type ListedAlarm, viewAlarm } from './api/alarm-view.ts';
import { callList } from './base/call-list.ts';
import type { BaseRegistry } from './base/registry.ts';
import type { Config } from './config.ts';
import type { Log } from './engines/log.ts';
import { AllowedServers } from './engines/outside/allowed-servers.ts';
import { OutsideClient } from './engines/outside/outside-client.ts';
import type { Vault } from './engines/vault.ts';
import { LIVE_BRANCH } from './journal/branch.ts';
import { CallListOutlet } from './outlets/call-list-outlet.ts';
import { AlertOutlet } from './outlets/notify/cap/alert-outlet.ts';
import { capMessage } from './outlets/notify/cap/cap-message.ts';
import { capSeries, readCapSteps } from './outlets/notify/cap/cap-series.ts';
import { MailServer } from './outlets/notify/mail-server.ts';
import type { Describe } from './outlets/notify/notice.ts';
import { Notifier } from './outlets/notify/notifier.ts';
import { NotifyOutlet } from './outlets/notify/notify-outlet.ts';
import type { Receiver } from './outlets/notify/receiver.ts';
import { Receivers } from './outlets/notify/receivers.ts';
import type { Outlet } from './outlets/outlet.ts';
import { InputError } from './problem.ts';

/** A receiver that takes longer than this has not taken it, ms. */
const TIMEOUT_MS = 10_000;

export interface NoticesOptions {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly registry: BaseRegistry;
  readonly catalogue: Catalogue;
  readonly config: Pick<Config, 'notifyHosts' | 'smtpUrl' | 'smtpFrom'>;
  readonly log: Log;
  readonly now?: () => number;
  readonly timeoutMs?: number;
}

/** Who is told of alarms, and the outlets that tell them. */
export interface Notices {
  readonly receivers: Receivers;
  readonly outlets: readonly Outlet[];
  tryReceiver(receiver: Receiver): Promise<ActionResult>;
  /** The newest CAP message that an alarm amounts to; null where the journal no longer has it. */
  alertOf(alarm: ListedAlarm): Promise<string | null>;
  note(published: Published): void;
  close(): void;
}

/** Opens the ways by which people and other systems are told. Throws InputError naming the setting that cannot work. */
export function openNotices(options: NoticesOptions): Notices {
  const { pool, vault, registry, catalogue, config, log, now = Date.now, timeoutMs = TIMEOUT_MS } = options;
  const { code: site } = registry.site;
  const allowed = allowedServers(config.notifyHosts);
  const client = new OutsideClient(allowed);
  const receivers = new Receivers(pool, vault, site, allowed);
  const notifier = new Notifier({ client, mail: mailServer(config, allowed), now, timeoutMs });
  const describe = describeBy(registry, catalogue);
  const telling = { receivers, notifier, describe };
  const newest = async (alarm: string) =>
    capSeries(site, alarm, 'Actual', await readCapSteps(pool, site, LIVE_BRANCH, alarm)).at(-1) ?? null;
  const alerts = new AlertOutlet({ ...telling, newest, log });
  const whoToCall = ({ device }: Alarm) =>
    callList(registry, registry.device(device), now()).flatMap(({ person }) =>
      person.phone === null ? [] : [person.code],
    );
  return {
    receivers,
    outlets: [new NotifyOutlet(telling), alerts, new CallListOutlet(whoToCall)],
    tryReceiver: (receiver) => {
      const sent = now();
      const id = `${site}.TEST.${sent}`;
      const cap = { identifier: id, sent, status: 'Test', msgType: 'Alert', earlier: [] } as const;
      const label = { zh: '测试消息', en: 'Test message' };
      return notifier.tell(receiver, { ...describe(testAlarm(sent)), label, id, isTest: true, cap });
    },
    alertOf: async (alarm) => {
      const head = await newest(alarm.id);
      return head && capMessage({ ...describe(alarm), id: head.identifier, isTest: false, cap: head }, head);
    },
    note: (published) => alerts.note(published),
    close: () => {
      alerts.close();
      client.close();
    },
  };
}

/** What an alarm and its place are called, by the registry and the catalogue. */
function describeBy(registry: BaseRegistry, catalogue: Catalogue): Describe {
  const { site } = registry;
  return (alarm) => {
    const device = registry.device(alarm.device);
    const building = alarm.building === null ? undefined : registry.building(alarm.building);
    const zone = alarm.zone === null ? undefined : registry.zone(alarm.zone);
    return {
      site,
      alarm,
      view: viewAlarm(alarm, catalogue, device?.name),
      label: catalogue.rule(alarm.code)?.label ?? { zh: alarm.code, en: alarm.code },
      facility: catalogue.facility(alarm.facility)?.label ?? { zh: alarm.facility, en: alarm.facility },
      deviceName: device?.name ?? alarm.device,
      place: {
        building: building?.name ?? alarm.building,
        storey: alarm.storey,
        space: alarm.space,
        zone: zone?.name ?? alarm.zone,
      },
      location: device?.location ?? null,
      area:
        building?.footprint ?? (zone?.geometry.type === 'Polygon' ? zone.geometry.coordinates[0]!.slice(0, -1) : null),
    };
  };
}

function allowedServers(hosts: readonly string[]): AllowedServers {
  try {
    return new AllowedServers(hosts);
  } catch (cause) {
    if (cause instanceof InputError) throw new InputError(cause.message, { place: 'TWIN_NOTIFY_HOSTS', cause });
    throw cause;
  }
}

function mailServer({ smtpUrl, smtpFrom }: NoticesOptions['config'], allowed: AllowedServers): MailServer | null {
  if (smtpUrl === undefined) return null;
  if (smtpFrom === undefined) throw new InputError('is needed with TWIN_SMTP_URL', { place: 'TWIN_SMTP_FROM' });
  const url = new URL(smtpUrl);
  if (!allowed.allowsHost(url.hostname))
    throw new InputError(`${url.hostname} is not among the servers that TWIN_NOTIFY_HOSTS allows`, {
      place: 'TWIN_SMTP_URL',
    });
  return new MailServer(url, smtpFrom, allowed);
}

/** An alarm of nothing and nowhere, for trying receivers. */
function testAlarm(time: number): Alarm {
  const nowhere = { building: null, storey: null, space: null, zone: null, property: null };
  const nothing = { value: null, data: null, group: null, procedure: null, fault: false };
  const named = { kind: 'alarm.raised', id: 'TEST', code: 'test', device: 'TEST', facility: 'test' } as const;
  return openAlarm({ ...named, ...nowhere, ...nothing, priority: 4, time }, time);
}
