/**
 * A layer by its name and colour.
 * @module
 */
export function LayerChip({ layer }: { layer: string }) {
  return (
    <span class="layer-chip" data-layer={layer}>
      {layer}
    </span>
  )
}
