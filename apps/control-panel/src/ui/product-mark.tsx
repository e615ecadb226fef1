import { strings } from '../lib/strings';

/** The product's sign and name. */
export function ProductMark() {
  return (
    <span className="product-mark">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="8" className="product-mark-ground" />
        <path d="M6 16h12m-4-5 5 5-5 5" className="product-mark-line" />
        <circle cx="24" cy="16" r="3" fill="#fff" />
      </svg>
      {strings.common.productName}
    </span>
  );
}
