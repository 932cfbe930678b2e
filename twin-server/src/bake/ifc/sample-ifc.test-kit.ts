/** What of the sample is to differ from the ordinary. */
export interface SampleOptions {
  /** FILE_SCHEMA; IFC4 where not given. */
  readonly schema?: string;
  /** Lines of its own for the georeference, given the 3D context's and the site's references. */
  readonly georeference?: (context: string, site: string) => readonly string[];
  /** RefLatitude, RefLongitude and RefElevation of the site, as STEP text. */
  readonly sitePlace?: string;
  /** Without IfcBuilding and storeys: the products hang in the air. */
  readonly bare?: boolean;
  /** Offset of the whole model from the project's origin, as in files that draw in survey coordinates; metres. */
  readonly offset?: readonly [number, number, number];
  /** Writes more entities. */
  readonly more?: (kit: SampleKit) => void;
}

/** What a test writes more of the file with; all return a reference such as #123 where they write something. */
export interface SampleKit {
  /** Writes an entity. */
  add(entity: string): string;
  /** A placement at a point of the model, metres. */
  placement(x: number, y: number, z: number): string;
  /** A block from the placement's origin, metres: its solid, and the product shape made of it. */
  box(dx: number, dy: number, dz: number): { readonly solid: string; readonly shape: string };
  readonly context: string;
  readonly products: { readonly slab: string; readonly wall: string; readonly sensor: string };
  /** Undefined in a bare file. */
  readonly storeys: { readonly ground: string; readonly upper: string } | undefined;
}

/** A map conversion into CGCS2000 / 3-degree Gauss–Krüger CM 111E near Taiyuan, turned by 30°. */
export const TAIYUAN_CONVERSION = (context: string): string[] => [
  "#900=IFCPROJECTEDCRS('EPSG:4546','CGCS2000 / 3-degree Gauss-Kruger CM 111E','CGCS2000',$,'Gauss-Kruger','CM 111E',$);",
  `#901=IFCMAPCONVERSION(${context},#900,636350.5,4193060.25,790.,0.8660254037844387,0.5,1.);`,
];

/** GlobalIds of the sample, by name. */
export const SAMPLE_IDS = {
  building: '0Sample$Building000001',
  ground: '0Sample$Storey00000001',
  upper: '0Sample$Storey00000002',
  wall: '0Sample$Wall0000000001',
  slab: '0Sample$Slab0000000001',
  door: '0Sample$Door0000000001',
  window: '0Sample$Window00000001',
  space: '0Sample$Space000000001',
  sensor: '0Sample$Sensor00000001',
} as const;

/**
 * A small IFC4 file as text: a ground floor with a slab of 8 × 5 × 0.2 m and a wall of 8 × 0.2 × 3 m with a 1 × 2 m doorway
 * and its door, an upper floor with a see-through window and a space of 4 × 3 × 2.8 m with a smoke sensor under its ceiling.
 */
export function sampleIfc(options: SampleOptions = {}): string {
  const [ox, oy, oz] = options.offset ?? [0, 0, 0];
  const lines: string[] = [];
  let next = 100;
  const add = (entity: string) => {
    next += 1;
    lines.push(`#${next}=${entity};`);
    return `#${next}`;
  };
  const real = (value: number) => (Number.isInteger(value) ? `${value}.` : String(value));
  const point = (...xyz: number[]) => add(`IFCCARTESIANPOINT((${xyz.map(real).join(',')}))`);
  const placement = (x: number, y: number, z: number, parent = '$') =>
    add(`IFCLOCALPLACEMENT(${parent},${add(`IFCAXIS2PLACEMENT3D(${point(x, y, z)},$,$)`)})`);
  const context = add(
    `IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,${add(`IFCAXIS2PLACEMENT3D(${point(0, 0, 0)},$,$)`)},$)`,
  );
  const up = add('IFCDIRECTION((0.,0.,1.))');
  const box = (dx: number, dy: number, dz: number) => {
    const center = add(`IFCAXIS2PLACEMENT2D(${point(dx / 2, dy / 2)},$)`);
    const profile = add(`IFCRECTANGLEPROFILEDEF(.AREA.,$,${center},${real(dx)},${real(dy)})`);
    const at = add(`IFCAXIS2PLACEMENT3D(${point(0, 0, 0)},$,$)`);
    const solid = add(`IFCEXTRUDEDAREASOLID(${profile},${at},${up},${real(dz)})`);
    const shape = add(`IFCSHAPEREPRESENTATION(${context},'Body','SweptSolid',(${solid}))`);
    return { solid, shape: add(`IFCPRODUCTDEFINITIONSHAPE($,$,(${shape}))`) };
  };
  const length = add('IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.)');
  const units = add(`IFCUNITASSIGNMENT((${length}))`);
  const project = add(`IFCPROJECT('0Sample$Project0000001',$,'Sample',$,$,'Sample project',$,(${context}),${units})`);
  const root = placement(ox, oy, oz);
  const site = add(
    `IFCSITE('0Sample$Site0000000001',$,'Site',$,$,${root},$,$,.ELEMENT.,${options.sitePlace ?? '$,$,$'},$,$)`,
  );
  add(`IFCRELAGGREGATES('0Sample$Rel00000000001',$,$,$,${project},(${site}))`);
  const products = {
    slab: add(`IFCSLAB('${SAMPLE_IDS.slab}',$,'Slab',$,$,${placement(0, 0, -0.2, root)},${box(8, 5, 0.2).shape},$,$)`),
    wall: add(`IFCWALL('${SAMPLE_IDS.wall}',$,'Wall',$,$,${placement(0, 0, 0, root)},${box(8, 0.2, 3).shape},'W-1',$)`),
  };
  const opening = add(
    `IFCOPENINGELEMENT('0Sample$Opening0000001',$,$,$,$,${placement(2, -0.1, 0, root)},${box(1, 0.4, 2).shape},$,$)`,
  );
  add(`IFCRELVOIDSELEMENT('0Sample$Rel00000000002',$,$,$,${products.wall},${opening})`);
  const door = add(
    `IFCDOOR('${SAMPLE_IDS.door}',$,'Door',$,$,${placement(2, 0.075, 0, root)},${box(1, 0.05, 2).shape},$,2.,1.,$,$,$)`,
  );
  add(`IFCRELFILLSELEMENT('0Sample$Rel00000000003',$,$,$,${opening},${door})`);
  const glass = box(1.5, 0.02, 1.2);
  const color = add('IFCCOLOURRGB($,0.5,0.7,0.9)');
  const rendering = add(`IFCSURFACESTYLERENDERING(${color},0.6,$,$,$,$,$,$,.NOTDEFINED.)`);
  add(`IFCSTYLEDITEM(${glass.solid},(${add(`IFCSURFACESTYLE('Glass',.BOTH.,(${rendering}))`)}),$)`);
  const window = add(
    `IFCWINDOW('${SAMPLE_IDS.window}',$,'Window',$,$,${placement(5, 0.09, 4, root)},${glass.shape},$,1.2,1.5,$,$,$)`,
  );
  const space = add(
    `IFCSPACE('${SAMPLE_IDS.space}',$,'201',$,'home',${placement(1, 1, 3, root)},${box(4, 3, 2.8).shape},'Home 201',.ELEMENT.,.INTERNAL.,$)`,
  );
  const sensor = add(
    `IFCSENSOR('${SAMPLE_IDS.sensor}',$,'Smoke detector',$,$,${placement(2.95, 2.45, 5.7, root)},${box(0.1, 0.1, 0.05).shape},'SM-201',.SMOKESENSOR.)`,
  );
  const single = add("IFCPROPERTYSINGLEVALUE('FireRating',$,IFCLABEL('2 h'),$)");
  const set = add(`IFCPROPERTYSET('0Sample$Set00000000001',$,'Pset_WallCommon',$,(${single}))`);
  add(`IFCRELDEFINESBYPROPERTIES('0Sample$Rel00000000004',$,$,$,(${products.wall}),${set})`);
  let storeys: SampleKit['storeys'];
  if (!options.bare) {
    const building = add(
      `IFCBUILDING('${SAMPLE_IDS.building}',$,'\\X2\\00310023697C\\X0\\',$,$,${root},$,$,.ELEMENT.,$,$,$)`,
    );
    const storey = (id: string, name: string, z: number) =>
      add(`IFCBUILDINGSTOREY('${id}',$,'${name}',$,$,${placement(0, 0, z, root)},$,$,.ELEMENT.,${real(z)})`);
    const ground = storey(SAMPLE_IDS.ground, '1F', 0);
    const upper = storey(SAMPLE_IDS.upper, '2F', 3);
    storeys = { ground, upper };
    add(`IFCRELAGGREGATES('0Sample$Rel00000000005',$,$,$,${site},(${building}))`);
    add(`IFCRELAGGREGATES('0Sample$Rel00000000006',$,$,$,${building},(${upper},${ground}))`);
    add(`IFCRELAGGREGATES('0Sample$Rel00000000007',$,$,$,${upper},(${space}))`);
    const contain = (id: string, what: string, where: string) =>
      add(`IFCRELCONTAINEDINSPATIALSTRUCTURE('${id}',$,$,$,(${what}),${where})`);
    // The door is left out: it is found by the opening that it fills.
    contain('0Sample$Rel00000000008', `${products.slab},${products.wall}`, ground);
    contain('0Sample$Rel00000000009', `${window},${sensor}`, upper);
  }
  options.more?.({
    add,
    placement: (x, y, z) => placement(x, y, z, root),
    box,
    context,
    products: { ...products, sensor },
    storeys,
  });
  lines.push(...(options.georeference?.(context, site) ?? []));
  return [
    'ISO-10303-21;',
    'HEADER;',
    "FILE_DESCRIPTION(('ViewDefinition [ReferenceView_V1.2]'),'2;1');",
    "FILE_NAME('sample.ifc','2026-01-01T00:00:00',(''),(''),'','','');",
    `FILE_SCHEMA(('${options.schema ?? 'IFC4'}'));`,
    'ENDSEC;',
    'DATA;',
    ...lines,
    'ENDSEC;',
    'END-ISO-10303-21;',
    '',
  ].join('\n');
}
