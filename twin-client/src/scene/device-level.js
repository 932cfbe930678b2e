/**
 * Calm first: what needs no attention is a dot. What does, what is selected, what is near outdoors and what stands on the
 * isolated storey is a symbol. While a building is isolated, normal devices
 * in others and on its other storeys are hidden.
 */
export function deviceLevel(marker, distanceM, context) {
  if (marker.code === context.selected) return 'symbol';
  if (marker.state === 'alarm' || marker.state === 'fault') return 'symbol';
  const { scope } = context;
  if (marker.building !== null && marker.storey !== null) {
    if (scope === null) return 'dot';
    if (marker.building !== scope.building) return 'hidden';
    return scope.storey === null ? 'dot' : marker.storey === scope.storey ? 'symbol' : 'hidden';
  }
  return distanceM <= context.symbolWithinM ? 'symbol' : 'dot';
}
/** A software renderer draws about this many billboards without falling behind. */
export const SYMBOL_LIMIT = 300;
/** The distance in metres within which at most `limit` of the given devices stand, and never more than `farthestM`. */
export function symbolDistance(distancesM, limit, farthestM) {
  if (distancesM.length <= limit) return farthestM;
  const sorted = distancesM.slice().sort();
  return Math.min(farthestM, sorted[limit - 1]);
}
