import { readFile } from 'node:fs/promises';
import { FACILITIES, geoToLocal, localToGeo } from 'twin-core';
import { toGeographic } from 'twin-core/crs';
import { describe, expect, it, test } from 'vitest';
import { openIfcWriter } from '../ifc/ifc-document.ts';
import type { Vec2 } from '../ifc/shape.ts';
import { writeBuilding } from '../ifc/write-building.ts';
import { BOUNDARY, fenceZones, lineLength } from './boundary.ts';
import { WATCHED } from './devices/video-devices.ts';
import { buildEstate } from './estate.ts';
import { estateFiles, IFC_TIMESTAMP } from './estate-files.ts';
import { inside } from './ground/feature.ts';
import { GEOID_M } from './site-frame.ts';

const estate = buildEstate();
const { site, devices } = estate;
const models = new URL('../../../models/', import.meta.url);
const committed = (name: string) => readFile(new URL(name, models));
const inSite = ([longitude, latitude]: readonly [number, number]): Vec2 => {
  const [x, y] = geoToLocal(site.frame, { longitude, latitude, height: site.frame.height });
  return [x, y];
};

function cross(a: Vec2, b: Vec2, c: Vec2): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Whether two rings share ground: edges that cross, or a corner of one in the other. */
function overlap(a: readonly Vec2[], b: readonly Vec2[]): boolean {
  const edges = (ring: readonly Vec2[]) =>
    ring.map((point, i) => [point, ring[(i + 1) % ring.length] ?? point] as const);
  const crossing = edges(a).some(([p, q]) =>
    edges(b).some(([r, s]) => cross(p, q, r) * cross(p, q, s) < 0 && cross(r, s, p) * cross(r, s, q) < 0),
  );
  return crossing || a.some((point) => inside(b, point)) || b.some((point) => inside(a, point));
}

describe('the estate', () => {
  it('has homes, people, duties and about 2,230 devices of every facility', () => {
    expect(estate.buildings.length).toBeGreaterThanOrEqual(12);
    expect(estate.houses.length).toBeGreaterThan(1000);
    expect(devices.length).toBeGreaterThan(2200);
    expect(devices.length).toBeLessThan(2300);
  });

  it('has a device of every kind that the catalogue declares', () => {
    const had = new Set(devices.map(({ kind }) => kind));
    expect(FACILITIES.flatMap(({ deviceKinds }) => Object.keys(deviceKinds)).filter((kind) => !had.has(kind))).toEqual(
      [],
    );
  });

  it('6.3.4 every fixed device hangs below a gateway or a cabinet, and every cabinet below a substation', () => {
    const byCode = new Map(devices.map((device) => [device.code, device]));
    const above = (code: string): string[] => {
      const parent = byCode.get(code)?.parent;
      return parent ? [...above(parent), parent] : [];
    };
    for (const { code, kind } of devices) {
      if (kind.startsWith('patrol-') || code.startsWith('PD-T')) continue;
      expect(above(code)[0], code).toMatch(/^PD-T\d$/);
      expect(above(code).length, code).toBeLessThanOrEqual(5);
    }
  });

  it('7.2.4-2 every fence zone has a siren of its own', () => {
    for (const { code } of fenceZones())
      expect(
        devices.filter(({ zone, kind }) => zone === code && kind === 'siren-strobe'),
        code,
      ).toHaveLength(1);
  });

  it('7.2.8-1 every fire lane and standing ground is watched', () => {
    for (const { code, kind } of site.zones)
      if (kind === 'fireLane')
        expect(devices.filter((device) => device.zone === code && device.kind === 'fire-lane-sensor')).toHaveLength(1);
  });

  it('7.2.7-5 every unit has an inlet to its riser; high houses a fire lift, low ones outlets that name their inlet', () => {
    const of = (wanted: string) => devices.filter(({ kind }) => kind === wanted);
    expect(of('riser-inlet')).toHaveLength(devices.filter(({ code }) => /^AC-(0\d|1[01])-/.test(code)).length);
    expect(of('fire-lift').map(({ building }) => building)).toEqual(
      expect.arrayContaining(['B01', 'B02', 'B03', 'B04', 'B05', 'B06', 'B07']),
    );
    const inlets = new Set(of('riser-inlet').map(({ code }) => code));
    expect(of('riser-outlet').length).toBeGreaterThan(20);
    for (const { code, links } of of('riser-outlet'))
      expect(
        links.every((link) => inlets.has(link)),
        code,
      ).toBe(true);
  });

  it('7.2.9 every lift has a camera in its car that knows e-bikes', () => {
    const cars = devices.filter(({ facility }) => facility === 'elevator');
    expect(cars.length).toBeGreaterThan(20);
    for (const { links } of cars)
      expect(devices.find(({ code }) => links.includes(code))?.kind).toBe('ebike-lift-camera');
  });

  it('7.2.10-1 cameras watch the six kinds of place, every unit door and every fire lane among them', () => {
    const cameras = devices.filter(({ facility }) => facility === 'video');
    for (const place of Object.values(WATCHED))
      expect(
        cameras.some(({ installPosition }) => installPosition?.startsWith(place)),
        place,
      ).toBe(true);
    const unitDoors = devices.filter(({ code }) => /^AC-(0\d|1[01])-/.test(code));
    expect(unitDoors.length).toBeGreaterThan(15);
    for (const { links } of unitDoors)
      expect(cameras.map(({ code }) => code)).toEqual(expect.arrayContaining([...links]));
    const views = new Set(estate.cameraViews.map(({ device }) => device));
    for (const { code } of cameras) expect(views, code).toContain(code);
  });

  it('7.2.5-3 every loudspeaker is of a broadcast zone, every building has one', () => {
    const speakers = devices.filter(({ kind }) => kind === 'broadcast-terminal');
    for (const { code, zone } of speakers) expect(zone, code).toMatch(/^ZB-/);
    expect(new Set(speakers.flatMap(({ building }) => building ?? [])).size).toBe(site.buildings.length);
  });

  it('6.4.1-8 every device is of a declared kind and facility', () => {
    const kinds = new Map(FACILITIES.map(({ id, deviceKinds }) => [id, Object.keys(deviceKinds)]));
    for (const { code, facility, kind } of devices) expect(kinds.get(facility), code).toContain(kind);
  });

  it('every code is given once, and every reference leads somewhere', () => {
    const unique = (codes: readonly string[]) => expect(new Set(codes).size).toBe(codes.length);
    const deviceCodes = new Set(devices.map(({ code }) => code));
    const zones = new Set(site.zones.map(({ code }) => code));
    const persons = new Set(estate.persons.map(({ code }) => code));
    const houses = new Set(estate.houses.map(({ code }) => code));
    unique(devices.map(({ code }) => code));
    unique(site.zones.map(({ code }) => code));
    unique(site.buildings.map(({ code }) => code));
    unique(estate.houses.map(({ code }) => code));
    unique(estate.persons.map(({ code }) => code));
    for (const device of devices) {
      for (const link of device.links) expect(deviceCodes, `${device.code} is linked to ${link}`).toContain(link);
      if (device.parent) expect(deviceCodes, device.code).toContain(device.parent);
      if (device.zone) expect(zones, device.code).toContain(device.zone);
      if (device.maintainer) expect(persons, device.code).toContain(device.maintainer);
    }
    for (const { house } of estate.persons) if (house) expect(houses).toContain(house);
    for (const { person } of estate.duties) expect(persons).toContain(person);
    const organisations = new Set(estate.organisations.map(({ code }) => code));
    for (const { parent } of estate.organisations) if (parent) expect(organisations).toContain(parent);
  });

  it('some papers are lost: records without maker, date or maintainer exist', () => {
    expect(devices.filter(({ manufacturer }) => manufacturer === null).length).toBeGreaterThan(10);
  });

  it('7.2.4-1 the fence zones follow each other around the whole boundary without a gap', () => {
    const zones = fenceZones();
    expect(zones).toHaveLength(32);
    zones.forEach(({ line, code }, index) => {
      const next = zones[(index + 1) % zones.length]?.line[0];
      expect(line.at(-1)?.[0], code).toBeCloseTo(next?.[0] ?? Number.NaN, 6);
      expect(line.at(-1)?.[1], code).toBeCloseTo(next?.[1] ?? Number.NaN, 6);
    });
    const covered = zones.reduce((sum, { line }) => sum + lineLength(line), 0);
    const [start] = BOUNDARY;
    expect(covered).toBeCloseTo(lineLength([...BOUNDARY, start ?? [0, 0]]), 6);
    for (const { code } of zones) {
      expect(devices.filter(({ zone, kind }) => zone === code && kind === 'pulse-fence-zone')).toHaveLength(1);
    }
  });

  it('7.2.4-2 every fence zone is linked to a siren, 7.2.4-4 and to a camera', () => {
    const kinds = new Map(devices.map(({ code, kind }) => [code, kind]));
    for (const { kind, links } of devices) {
      if (kind !== 'pulse-fence-zone') continue;
      expect(links.map((link) => kinds.get(link))).toEqual(
        expect.arrayContaining(['siren-strobe', 'perimeter-analytics']),
      );
    }
  });

  it('7.2.16-1 cameras look up at the south and the north side of every house with homes', () => {
    for (const building of new Set(estate.houses.map((house) => house.building))) {
      const number = building.slice(1);
      const sides = devices.filter(({ code }) => code.startsWith(`FO-${number}-`)).map(({ code }) => code.at(-2));
      expect(sides, building).toEqual(expect.arrayContaining(['S', 'N']));
    }
  });

  it('no building stands in another or outside the boundary; the garage lies below the green alone', () => {
    const rings = site.buildings.map(({ code, footprint }) => ({ code, ring: footprint.map(inSite) }));
    const boundary = site.boundary.map(inSite);
    rings.forEach(({ code, ring }, index) => {
      for (const corner of ring) expect(inside(boundary, corner), code).toBe(true);
      for (const other of rings.slice(index + 1))
        expect(overlap(ring, other.ring), `${code} and ${other.code}`).toBe(false);
    });
  });

  test.each(estate.buildings.map(({ design, map }) => [design.code, map] as const))(
    '%s stands where its IfcMapConversion says, within 5 cm, and faces the same way',
    (code, map) => {
      const record = site.buildings.find((building) => building.code === code);
      if (!record) throw new Error(`no record of ${code}`);
      const [x, y] = geoToLocal(record.placement, {
        ...toGeographic(map.crs.code, map.eastings, map.northings),
        height: record.placement.height,
      });
      expect(Math.hypot(x, y)).toBeLessThan(0.05);
      const ahead = toGeographic(map.crs.code, map.eastings + 50 * map.xAxis[0], map.northings + 50 * map.xAxis[1]);
      const [alongX, alongY] = geoToLocal(record.placement, { ...ahead, height: record.placement.height });
      expect(Math.abs(Math.atan2(alongY, alongX))).toBeLessThan(1e-5);
      expect(alongX).toBeCloseTo(50, 1);
      expect(map.normalHeightM + GEOID_M).toBeCloseTo(record.placement.height, 6);
    },
  );

  it('the ground is 790 m above EGM96, 771.579 m above the ellipsoid', () => {
    expect(site.normalHeightM).toBe(790);
    expect(site.frame.height).toBeCloseTo(771.579, 3);
    const corner = localToGeo(site.frame, [170, 150, 0]);
    expect(Math.abs(corner.height - site.frame.height)).toBeLessThan(0.01);
  });

  it('every home has its IfcSpace and every indoor device its element, in the file of its building', async () => {
    for (const { design, file } of estate.buildings) {
      const text = (await committed(file)).toString();
      const tags = new Map(
        [...text.matchAll(/=IFC\w+\('([0-9A-Za-z_$]{22})',\$,[^;]*?#\d+,'([A-Z][\w-]+)',[^;]*;/g)].map(
          ([, id, tag]) => [tag, id],
        ),
      );
      for (const { code, ifcGuid } of devices.filter(({ building }) => building === design.code)) {
        expect(tags.get(code), code).toBe(ifcGuid);
      }
      for (const { code, ifcSpaceGuid } of estate.houses.filter(({ building }) => building === design.code)) {
        expect(text.includes(`=IFCSPACE('${ifcSpaceGuid}'`), code).toBe(true);
      }
    }
  });

  it('every indoor device stands inside its building and in its space', () => {
    for (const device of devices) {
      if (!device.building) continue;
      const record = site.buildings.find(({ code }) => code === device.building);
      const design = estate.buildings.find((building) => building.design.code === device.building)?.design;
      const storey = design?.storeys.find(({ name }) => name === device.storey);
      const space = storey?.spaces.find(({ name }) => name === device.space);
      // Roofs have no spaces, nor have the outer faces of walls.
      const ring = device.space === null ? design?.footprint : space?.ring;
      if (!record || !storey || !ring) throw new Error(`${device.code} has no building, storey or space`);
      const [x, y, z] = geoToLocal(record.placement, device.location);
      const xs = ring.map(([px]) => px);
      const ys = ring.map(([, py]) => py);
      expect(x, device.code).toBeGreaterThan(Math.min(...xs) - 0.01);
      expect(x, device.code).toBeLessThan(Math.max(...xs) + 0.01);
      expect(y, device.code).toBeGreaterThan(Math.min(...ys) - 0.01);
      expect(y, device.code).toBeLessThan(Math.max(...ys) + 0.01);
      expect(z, device.code).toBeGreaterThan(storey.elevation);
      expect(z, device.code).toBeLessThan(storey.elevation + storey.height);
    }
  });
});

describe('models/', () => {
  test.each(Object.entries(estateFiles(estate)))('%s is what the author writes', async (name, text) => {
    expect((await committed(name)).toString() === text).toBe(true);
  });

  test.each(['b12.ifc', 'b14.ifc', 'b16.ifc', 'b17.ifc'])('%s is what the author writes, to the byte', async (file) => {
    const building = estate.buildings.find((each) => each.file === file);
    if (!building) throw new Error(`no building in ${file}`);
    const location = { site: site.name.zh, map: building.map };
    const bytes = writeBuilding(await openIfcWriter(), building.design, location, IFC_TIMESTAMP);
    expect(Buffer.from(bytes).equals(await committed(file))).toBe(true);
  });

  it('weighs no more than 25 MB, no building more than 3 MB', async () => {
    const sizes = await Promise.all(estate.buildings.map(async ({ file }) => (await committed(file)).byteLength));
    expect(Math.max(...sizes)).toBeLessThan(3e6);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(25e6);
  });
});
