const RISE_PX = 64;
const STEP_PX = 26;
const TRIES = 4;
const LINE_PX = 24;
const GAP_PX = 26;
const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
/** Places labels above their anchors so that none covers another; one that finds no room is left out, its symbol stays. */
export function placeLabels(wishes, width) {
  const taken = [];
  const places = [];
  for (const { code, x, y, width: textWidth } of wishes) {
    const right = x + GAP_PX + textWidth < width;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const elbowY = Math.max(LINE_PX, y - RISE_PX - attempt * STEP_PX);
      const left = right ? x : x - GAP_PX - textWidth;
      const box = { left, right: left + GAP_PX + textWidth, top: elbowY - LINE_PX / 2, bottom: elbowY + LINE_PX / 2 };
      if (taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      places.push({ code, elbowX: x, elbowY, right });
      break;
    }
  }
  return places;
}
