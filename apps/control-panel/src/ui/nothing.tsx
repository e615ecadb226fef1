/** There is nothing to say in this cell; a card on a phone leaves the line out. */
export function Nothing() {
  return <span className="quiet nothing">–</span>;
}
