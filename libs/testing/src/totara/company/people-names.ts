/** A name as written, and what its owner's user name is made of: HR systems spell those in plain letters. */
export interface NamePart {
  readonly written: string;
  readonly plain: string;
}

/** Names that go together: a person is named from one group. */
export interface NameGroup {
  readonly first: readonly [NamePart, ...NamePart[]];
  readonly last: readonly [NamePart, ...NamePart[]];
  readonly country: string;
  readonly city: string;
  readonly timezone: string;
}

function group(place: string, first: string, last: string): NameGroup {
  const [country = '', city = '', timezone = ''] = place.split('|');
  return { country, city, timezone, first: parts(first), last: parts(last) };
}

/** Reads `María=maria Zoë=zoe`; an underscore stands for a blank inside a name. */
function parts(text: string): [NamePart, ...NamePart[]] {
  const [head, ...tail] = text.split(' ').map((pair) => {
    const [written = '', plain = written.toLowerCase()] = pair.split('=');
    return { written: written.replaceAll('_', ' '), plain };
  });
  if (!head) throw new RangeError('A name group needs a name.');
  return [head, ...tail];
}

/** The scripts and spellings that a completion's journey must not damage. */
export const NAME_GROUPS: readonly [NameGroup, ...NameGroup[]] = [
  group(
    'GB|Leeds|Europe/London',
    'Alice Oliver Grace Harry Amelia Jack Siân=sian Rhys Priya Mary-Jane=maryjane Thomas Chloë=chloe',
    "Smith O'Brien=obrien Hughes Patel MacLeod=macleod Taylor-Jones=taylorjones Wright St._John=stjohn Khan Walker",
  ),
  group(
    'ES|Valencia|Europe/Madrid',
    'María=maria José_Luis=joseluis Lucía=lucia Íñigo=inigo Begoña=begona Andrés=andres Nuria Joaquín=joaquin',
    'López=lopez García=garcia Núñez=nunez Ibáñez_Ortega=ibanez Peña=pena Muñoz=munoz Fernández=fernandez',
  ),
  group(
    'FR|Lyon|Europe/Paris',
    'Anaïs=anais François=francois Zoé=zoe Benoît=benoit Maëlle=maelle Loïc=loic Hélène=helene',
    "D'Angelo=dangelo Lefèvre=lefevre Bélanger=belanger L'Hôte=lhote Garçon=garcon Œuvrard=oeuvrard",
  ),
  group(
    'DE|Köln|Europe/Berlin',
    'Jürgen=juergen Käthe=kaethe Sören=soeren Anke Björn=bjoern Ulrike Großmut=grossmut',
    'Müller=mueller Weiß=weiss Schröder=schroeder von_Öttingen=vonoettingen Jäger=jaeger Groß=gross',
  ),
  group(
    'PL|Łódź|Europe/Warsaw',
    'Łukasz=lukasz Małgorzata=malgorzata Paweł=pawel Zofia Grzegorz Żaneta=zaneta',
    'Wójcik=wojcik Kowalska Dąbrowski=dabrowski Śliwa=sliwa Łęcki=lecki Źrebiec=zrebiec',
  ),
  group(
    'TR|İzmir|Europe/Istanbul',
    'Şükrü=sukru Çağla=cagla İbrahim=ibrahim Ayşe=ayse Işıl=isil',
    'Yılmaz=yilmaz Öztürk=ozturk Şahin=sahin Gündoğdu=gundogdu Çelik=celik',
  ),
  group(
    'VN|Đà Nẵng|Asia/Ho_Chi_Minh',
    'Thị_Hương=huong Văn_Đức=duc Minh_Ánh=anh Quốc_Bảo=bao',
    'Nguyễn=nguyen Trần=tran Lê=le Phạm=pham Đặng=dang',
  ),
  group(
    'BG|Пловдив|Europe/Sofia',
    'Мария=mariya Георги=georgi Елена=elena Димитър=dimitar Юлия=yuliya Щерьо=shteryo',
    'Иванова=ivanova Петров=petrov Жекова=zhekova Цветков=tsvetkov Ъглев=aglev',
  ),
  group(
    'GR|Θεσσαλονίκη|Europe/Athens',
    'Ελένη=eleni Γιώργος=giorgos Χριστίνα=christina Θανάσης=thanasis',
    'Παπαδοπούλου=papadopoulou Νικολάου=nikolaou Οικονόμου=oikonomou Ψαρράς=psarras',
  ),
  group(
    'AE|دبي|Asia/Dubai',
    'فاطمة=fatima محمد=mohammed ليلى=layla عبد_الرحمن=abdulrahman مريم=maryam',
    'الهاشمي=alhashimi منصور=mansour الخوري=alkhoury بن_سعيد=binsaeed',
  ),
  group(
    'IL|חיפה|Asia/Jerusalem',
    'נועה=noa יוסף=yosef תמר=tamar איתן=eitan',
    'כהן=cohen לוי=levi מזרחי=mizrahi בן־דוד=bendavid',
  ),
  group(
    'CN|上海|Asia/Shanghai',
    '美玲=meiling 伟=wei 晓明=xiaoming 丽华=lihua 志强=zhiqiang',
    '王=wang 李=li 张=zhang 欧阳=ouyang 陈=chen',
  ),
  group(
    'JP|大阪|Asia/Tokyo',
    '花子=hanako 健太=kenta さくら=sakura 翔=sho 陽菜=hina',
    '佐藤=sato 髙橋=takahashi 渡邉=watanabe 鈴木=suzuki 山﨑=yamazaki',
  ),
  group(
    'KR|부산|Asia/Seoul',
    '지우=jiwoo 민준=minjun 서연=seoyeon 하은=haeun',
    '김=kim 이=lee 박=park 최=choi 남궁=namgung',
  ),
  group(
    'IN|पुणे|Asia/Kolkata',
    'अनीता=anita राजेश=rajesh प्रिया=priya विक्रम=vikram श्रुति=shruti',
    'शर्मा=sharma कुलकर्णी=kulkarni सिंह=singh जोशी=joshi',
  ),
  group(
    'TH|เชียงใหม่|Asia/Bangkok',
    'สมชาย=somchai มาลี=malee ณัฐพงษ์=nattapong กัญญา=kanya',
    'ใจดี=jaidee ศรีสุข=srisuk วงศ์สวัสดิ์=wongsawat ทองคำ=thongkham',
  ),
];
