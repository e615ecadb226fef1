/** There is nothing to say in this cell; a card on a phone leaves the line out. */
export function Nothing() {
  return <span className="quiet nothing">–</span>;
}

/** A count of nothing: quiet in a table, left out of a card on a phone. */
export function NoneOfThem() {
  return <span className="quiet nothing">0</span>;
}
