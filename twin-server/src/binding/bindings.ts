import type pg from 'pg';
import { type BuildingOutline, type Catalogue, DeviceRecord, localToGeo, type Placement } from 'twin-core';
import { type Proposal, propose, SURE } from './propose.ts';

/** A proposal and what became of it. bound: made at once, being sure; accepted, rejected: by a person. */
export interface Binding extends Proposal {
  readonly building: string;
  readonly state: 'open' | 'bound' | 'accepted' | 'rejected';
  /** Account id; null while open, or bound by the platform. */
  readonly decidedBy: string | null;
  /** Epoch ms. */
  readonly decidedAt: number | null;
}

/** What a person decides about a proposal that is open. */
export type Verdict =
  | { readonly accept: true /** kind new: the device that it becomes. */; readonly device?: DeviceRecord }
  | { readonly accept: false };

/** What the bindings need of the rest of the server. */
export interface BindingPorts {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly catalogue: Catalogue;
  /** The registry's devices of a building. */
  devicesOf(building: string): readonly DeviceRecord[];
  placementOf(building: string): Placement | null;
  /** What its model holds; null for a building without one. */
  outlineOf(building: string): Promise<BuildingOutline | null>;
  /** Stores a device and journals its registration. */
  putDevice(record: DeviceRecord): Promise<void>;
}

/** What proposing came to. */
export interface ProposalCount {
  readonly bound: number;
  readonly open: number;
}

const COLUMNS = `building, id, kind, device, global_id AS "globalId", name, ifc_class AS "ifcClass", storey, space, confidence,
  evidence, kinds, state, decided_by AS "decidedBy", (extract(epoch FROM decided_at) * 1000)::float8 AS "decidedAt"`;

/** Finds the places of devices in the models of their buildings, makes what is sure, and keeps the rest for a person to decide. */
export class Bindings {
  readonly #ports: BindingPorts;

  constructor(ports: BindingPorts) {
    this.#ports = ports;
  }

  /**
   * Proposes anew for a building: makes what is sure, lists the rest. What a person rejected stays rejected, unless another
   * element or space is proposed by now. Null for a building without a model.
   */
  async propose(building: string): Promise<ProposalCount | null> {
    const { pool, site, catalogue } = this.#ports;
    const [outline, placement] = [await this.#ports.outlineOf(building), this.#ports.placementOf(building)];
    if (!outline || !placement) return null;
    const proposals = propose(outline, placement, {
      devices: this.#ports.devicesOf(building),
      ifcOfKind: (kind) => catalogue.kind(kind)?.kind.ifc ?? null,
      kinds: catalogue.facilities.flatMap(({ deviceKinds }) => Object.keys(deviceKinds)),
    });
    const before = new Map((await this.list(building)).map((binding) => [binding.id, binding]));
    const counts = { bound: 0, open: 0 };
    const rows: (Proposal & { state: Binding['state'] })[] = [];
    for (const proposal of proposals) {
      const known = before.get(proposal.id);
      if (known?.state === 'rejected' && known.globalId === proposal.globalId) continue;
      const sure = proposal.confidence !== null && proposal.confidence >= SURE;
      if (sure) await this.#make(building, proposal);
      counts[sure ? 'bound' : 'open'] += 1;
      rows.push({ ...proposal, state: sure ? 'bound' : 'open' });
    }
    const client = await pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('BEGIN');
      await client.query(`DELETE FROM binding WHERE site = $1 AND building = $2 AND state = 'open'`, [site, building]);
      await client.query(
        `INSERT INTO binding (site, building, id, kind, device, global_id, name, ifc_class, storey, space, confidence, evidence, kinds, state, decided_at)
         SELECT $1, $2, r.id, r.kind, r.device, r."globalId", r.name, r."ifcClass", r.storey, r.space, r.confidence,
                r.evidence, r.kinds, r.state, CASE WHEN r.state = 'bound' THEN now() END
         FROM jsonb_to_recordset($3::jsonb) AS r(id text, kind text, device text, "globalId" text, name text, "ifcClass" text,
              storey text, space text, confidence float8, evidence text[], kinds text[], state text)
         ON CONFLICT (site, building, id) DO UPDATE SET global_id = EXCLUDED.global_id, name = EXCLUDED.name,
           ifc_class = EXCLUDED.ifc_class, storey = EXCLUDED.storey, space = EXCLUDED.space, confidence = EXCLUDED.confidence,
           evidence = EXCLUDED.evidence, kinds = EXCLUDED.kinds, state = EXCLUDED.state, decided_by = NULL,
           decided_at = EXCLUDED.decided_at, proposed_at = now()`,
        [site, building, JSON.stringify(rows)],
      );
      await client.query('COMMIT');
    } catch (cause) {
      fault = cause instanceof Error ? cause : new Error(String(cause));
      throw cause;
    } finally {
      client.release(fault);
    }
    return counts;
  }

  /** Every proposal of a building, the open ones first, the surest of them at the top. */
  async list(building: string): Promise<Binding[]> {
    const { rows } = await this.#ports.pool.query<Binding>(
      `SELECT ${COLUMNS} FROM binding WHERE site = $1 AND building = $2
       ORDER BY state <> 'open', confidence DESC NULLS LAST, id`,
      [this.#ports.site, building],
    );
    return rows;
  }

  /** Decides an open proposal. Undefined for one that is not known, null for one that is decided already. */
  async decide(building: string, id: string, verdict: Verdict, by: string): Promise<Binding | null | undefined> {
    const found = (await this.list(building)).find((binding) => binding.id === id);
    if (!found) return undefined;
    const { rowCount } = await this.#ports.pool.query(
      `UPDATE binding SET state = $4, decided_by = $5, decided_at = now()
       WHERE site = $1 AND building = $2 AND id = $3 AND state = 'open'`,
      [this.#ports.site, building, id, verdict.accept ? 'accepted' : 'rejected', by],
    );
    if (rowCount === 0) return null;
    if (verdict.accept) {
      if (verdict.device) await this.#ports.putDevice(verdict.device);
      else await this.#make(building, found);
    }
    return (await this.list(building)).find((binding) => binding.id === id);
  }

  /** The record of a device that an element of the model becomes: where it stands is read from the model. */
  async deviceOf(
    { building, globalId, storey, space }: Binding,
    given: Pick<DeviceRecord, 'code' | 'name' | 'kind' | 'facility'>,
  ): Promise<DeviceRecord> {
    const [outline, placement] = [await this.#ports.outlineOf(building), this.#ports.placementOf(building)];
    const element = outline?.devices.find((device) => device.globalId === globalId);
    if (!element || !placement) throw new Error(`the model of ${building} holds no ${globalId}`);
    const location = localToGeo(placement, element.position);
    return DeviceRecord.parse({ ...given, location, building, storey, space, ifcGuid: globalId });
  }

  /** Writes a binding into the device's record; the pipeline journals it. */
  async #make(building: string, { kind, device, globalId, storey, space }: Proposal): Promise<void> {
    const record = this.#ports.devicesOf(building).find(({ code }) => code === device);
    if (!record || kind === 'new') return;
    const place = { storey: storey ?? record.storey, space: space ?? record.space };
    await this.#ports.putDevice(
      kind === 'element' ? { ...record, ...place, ifcGuid: globalId } : { ...record, ...place },
    );
  }
}
