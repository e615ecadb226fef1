/** A category; `parent` is the position of its parent in the list, or null. */
export interface CatalogueCategory {
  readonly name: string;
  readonly idnumber: string | null;
  readonly parent: number | null;
}

/** A course of the sample company. */
export interface CatalogueCourse {
  readonly fullname: string;
  readonly shortname: string;
  readonly idnumber: string;
  /** Position in {@link CATEGORIES}. */
  readonly category: number;
  /** The share of people enrolled in it. */
  readonly reach: number;
  /** Repeated every year under a certification: earlier completions are archived. */
  readonly isRecertified: boolean;
  /** The most points of the course total; null for an ungraded course. */
  readonly gradeMax: number | null;
  /** By the learner's own tick, by all activities, by both, or by any one of several activities. */
  readonly completedBy: 'self' | 'activity' | 'blended' | 'choice';
}

export const CATEGORIES: readonly CatalogueCategory[] = [
  { name: 'Compliance', idnumber: 'CAT-COMPLIANCE', parent: null },
  { name: 'Data & Privacy', idnumber: 'CAT-PRIVACY', parent: 0 },
  { name: 'Health & Safety', idnumber: 'CAT-SAFETY', parent: 0 },
  { name: 'Santé et sécurité – Europe', idnumber: null, parent: 2 },
  { name: 'Leadership', idnumber: 'CAT-LEAD', parent: null },
  { name: 'アジア太平洋 (APAC)', idnumber: 'CAT-APAC', parent: null },
  { name: 'Operations', idnumber: 'CAT-OPS', parent: null },
  { name: 'Systems & Tools', idnumber: null, parent: 6 },
];

/** Two courses carry OLC-10021. */
const DUPLICATED_NUMBER = 21;

const longName = [
  'Induction for everyone who works with, near or for hazardous substances, whether stored, moved or disposed of',
  'including labels, sheets, spills and first response, in the form agreed with all sites in the year of the merger',
].join(', ');

/**
 * Category, reach in percent, points of the course total (- for none), flags, full name. Flags: R repeated yearly,
 * A completed by its activities, B by activities and a tick, C by any one activity, E without a course number, D with
 * the number of another course.
 */
const lines = `
2|78|100|RA|Fire Safety
1|80|100|R|Data Protection (GDPR)
0|76|100|R|Anti-Bribery & Corruption
2|74|100|RA|Manual Handling
0|76|-|R|Code of Conduct: "Speak Up"
1|72|20|RA|Information Security – Phishing & You
2|70|100|R|Health & Safety Induction 🚒
0|68|100|R|Modern Slavery Act
3|22|100|RA|Prévention des risques électriques
3|18|100|RB|Arbeitsschutz für Führungskräfte
3|16|100||Охрана труда на складе
3|14|100||Ασφάλεια στον χώρο εργασίας
3|12|100||İş Sağlığı ve Güvenliği
2|15|100||السلامة والصحة المهنية
2|12|100||בטיחות בעבודה
5|20|100|RA|安全衛生
5|18|100||信息安全基础
5|16|100||個人情報保護の基本
5|14|100||정보 보안 기초
5|14|100||कार्यस्थल पर सुरक्षा
5|12|100||ความปลอดภัยในการทำงาน
5|12|100||An toàn lao động cơ bản
4|22|-||The Manager's Toolkit
4|18|10|B|Difficult Conversations & How to Have Them
4|16|-|C|Coaching for Performance
4|14|100|A|Liderazgo y gestión de equipos
4|12|100||Od eksperta do lidera – pierwsze 100 dni
6|20|100|R|<span lang="en" class="multilang">Forklift Licence</span><span lang="fr" class="multilang">Permis cariste</span>
6|18|100|B|Food Hygiene &amp; Allergens (Level 2)
6|16|100||Café Till: Cash & Card <= 50 €
6|15|-||Loading Bay Walk-Through
6|14|100|A|Cold Chain 2–8 °C
6|14|100||Spill & Leak Response — "What if…?"
6|12|100|E|Driver's CPC Module 1/7
6|12|100|D|Driver's CPC Module 2/7
7|24|100|C|Expenses in 15 Minutes
7|20|100|A|Excel: From Zero to VLOOKUP
7|16|100|E|New Starter's IT Basics
7|14|100||C:\\Windows & You \\ a short tour
2|10|100||LONG
`;

const waysToComplete = [
  ['A', 'activity'],
  ['B', 'blended'],
  ['C', 'choice'],
] as const;

/** Course numbers are neither always there nor unique. */
function courseNumber(flags: string, number: number): string {
  if (flags.includes('E')) return '';
  return `OLC-${10_000 + (flags.includes('D') ? DUPLICATED_NUMBER : number)}`;
}

/** The forty courses, in the order of their ids. */
export const COURSES: readonly CatalogueCourse[] = lines.trim().split('\n').map(readCourse);

function readCourse(line: string, index: number): CatalogueCourse {
  const [category, reach, points, flags = '', name = ''] = line.split('|');
  return {
    fullname: name === 'LONG' ? longName.padEnd(1000, ` · ${longName}`) : name,
    shortname: `OI-${String(index + 1).padStart(3, '0')}`,
    idnumber: courseNumber(flags, index + 1),
    category: Number(category),
    reach: Number(reach) / 100,
    isRecertified: flags.includes('R'),
    gradeMax: points === '-' ? null : Number(points),
    completedBy: waysToComplete.find(([flag]) => flags.includes(flag))?.[1] ?? 'self',
  };
}
