/** A text from outside, in any script and of any length: two lines of it, the rest on hover. */
export function Clamped({ children }: { children: string }) {
  return (
    <bdi className="cell-clamp" title={children}>
      {children}
    </bdi>
  );
}
