/** A face of the drawing: an SVG path and the tone it is filled with, or drawn with where it is of lines. */
export interface Face {
  readonly path: string;
  readonly tone: 'ground' | 'green' | 'road' | 'left' | 'right' | 'top' | 'lines';
}

type Corner = readonly [x: number, y: number, z: number];

/** Towers of the drawing: plan position, size and storeys; units are metres of a plan that exists nowhere. */
const TOWERS: readonly (readonly [x: number, y: number, width: number, depth: number, storeys: number])[] = [
  [-420, -330, 110, 46, 33],
  [-240, -340, 110, 46, 33],
  [110, -340, 110, 46, 26],
  [310, -330, 110, 46, 26],
  [-430, -150, 110, 46, 18],
  [-230, -165, 110, 46, 26],
  [110, -160, 110, 46, 33],
  [310, -150, 110, 46, 18],
  [-400, 90, 130, 44, 11],
  [-210, 250, 130, 44, 11],
  [90, 70, 110, 46, 18],
  [310, 100, 120, 46, 11],
  [180, 280, 150, 60, 4],
];
const STOREY = 9;

/** An isometric drawing of an estate, back to front, in a box of 1100 × 1000. */
export function estateDrawing(): readonly Face[] {
  const faces: Face[] = [
    plane(-520, -420, 1040, 850, 'ground'),
    plane(-340, -300, 250, 190, 'green'),
    plane(70, 180, 300, 90, 'green'),
    plane(-450, 150, 200, 200, 'green'),
    plane(-520, -40, 1040, 34, 'road'),
    plane(-36, -420, 34, 850, 'road'),
  ];
  for (const tower of [...TOWERS].sort((a, b) => a[0] + a[1] - b[0] - b[1]))
    faces.push(...prism(...tower), storeyLines(...tower));
  return faces;
}

/** Lines that mark every third storey of a tower. */
function storeyLines(x: number, y: number, width: number, depth: number, storeys: number): Face {
  const [right, front] = [x + width, y + depth];
  const path = Array.from({ length: Math.floor((storeys - 1) / 3) }, (_, i) => {
    const z = (i + 1) * 3 * STOREY;
    return `M${project([x, front, z])}L${project([right, front, z])}L${project([right, y, z])}`;
  }).join('');
  return { path, tone: 'lines' };
}

function project([x, y, z]: Corner): string {
  return `${(550 + (x - y) * 0.86).toFixed(1)} ${(600 + (x + y) * 0.43 - z).toFixed(1)}`;
}

function face(corners: readonly Corner[], tone: Face['tone']): Face {
  return { path: `M${corners.map(project).join('L')}Z`, tone };
}

function plane(x: number, y: number, width: number, depth: number, tone: Face['tone']): Face {
  return face(
    [
      [x, y, 0],
      [x + width, y, 0],
      [x + width, y + depth, 0],
      [x, y + depth, 0],
    ],
    tone,
  );
}

function prism(x: number, y: number, width: number, depth: number, storeys: number): Face[] {
  const z = storeys * STOREY;
  const [right, front] = [x + width, y + depth];
  return [
    face(
      [
        [x, front, 0],
        [right, front, 0],
        [right, front, z],
        [x, front, z],
      ],
      'left',
    ),
    face(
      [
        [right, y, 0],
        [right, front, 0],
        [right, front, z],
        [right, y, z],
      ],
      'right',
    ),
    face(
      [
        [x, y, z],
        [right, y, z],
        [right, front, z],
        [x, front, z],
      ],
      'top',
    ),
  ];
}
