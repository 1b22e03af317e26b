/**
 * A function that works out its answer once for each argument.
 * @template T
 * @param {(key: string) => T} make
 * @returns {(key?: string) => T}
 */
function remembered(make) {
  /** @type {Map<string, T>} */
  const known = new Map();
  return (key = "") => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
