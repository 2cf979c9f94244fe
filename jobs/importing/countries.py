"""Countries other than the United States, to know which postings are abroad. ISO 3166-1 alpha-2 codes.

English names as feeds write them, and regions that feeds put in a country's place. US territories are not
here: postings there are postings in the United States.
"""

_NAMES = """
AD andorra|AE united arab emirates,uae,dubai|AF afghanistan|AG antigua and barbuda|AL albania|AM armenia
AO angola|AR argentina|AT austria,österreich|AU australia|AZ azerbaijan|BA bosnia and herzegovina
BB barbados|BD bangladesh|BE belgium|BF burkina faso|BG bulgaria|BH bahrain|BI burundi|BJ benin
BM bermuda|BN brunei|BO bolivia|BR brazil,brasil|BS bahamas,the bahamas|BT bhutan|BW botswana|BY belarus
BZ belize|CA canada,can|CD democratic republic of the congo|CF central african republic|CG congo
CH switzerland|CI ivory coast,côte d'ivoire|CL chile|CM cameroon|CN china,prc|CO colombia|CR costa rica
CU cuba|CV cape verde|CY cyprus|CZ czechia,czech republic|DE germany,deutschland,deu|DJ djibouti
DK denmark|DM dominica|DO dominican republic|DZ algeria|EC ecuador|EE estonia|EG egypt|ER eritrea
ES spain,españa|ET ethiopia|FI finland|FJ fiji|FM micronesia|FR france,fra|GA gabon
GB united kingdom,uk,u.k,great britain,england,scotland,wales,northern ireland,gbr|GD grenada
GE georgia (country)|GH ghana|GI gibraltar|GM gambia|GN guinea|GQ equatorial guinea|GR greece
GT guatemala|GY guyana|HK hong kong|HN honduras|HR croatia|HT haiti|HU hungary|ID indonesia
IE ireland,republic of ireland|IL israel|IM isle of man|IN india,ind|IQ iraq|IR iran|IS iceland
IT italy,italia|JE jersey|JM jamaica|JO jordan|JP japan|KE kenya|KG kyrgyzstan|KH cambodia
KN saint kitts and nevis|KR south korea,korea,republic of korea|KP north korea|KW kuwait
KY cayman islands|KZ kazakhstan|LA laos|LB lebanon|LC saint lucia|LI liechtenstein|LK sri lanka
LR liberia|LS lesotho|LT lithuania|LU luxembourg|LV latvia|LY libya|MA morocco|MC monaco|MD moldova
ME montenegro|MG madagascar|MH marshall islands|MK north macedonia|ML mali|MM myanmar|MN mongolia
MO macau|MR mauritania|MT malta|MU mauritius|MV maldives|MW malawi|MX mexico,méxico,mex|MY malaysia
MZ mozambique|NA namibia|NE niger|NG nigeria|NI nicaragua|NL netherlands,the netherlands,holland
NO norway|NP nepal|NZ new zealand|OM oman|PA panama|PE peru|PG papua new guinea
PH philippines,the philippines|PK pakistan|PL poland,polska|PS palestine|PT portugal|PW palau|PY paraguay
QA qatar|RO romania|RS serbia|RU russia,russian federation|RW rwanda|SA saudi arabia,ksa|SC seychelles
SD sudan|SE sweden|SG singapore|SI slovenia|SK slovakia|SL sierra leone|SN senegal|SO somalia|SR suriname
SV el salvador|SY syria|SZ eswatini|TD chad|TG togo|TH thailand|TJ tajikistan|TM turkmenistan|TN tunisia
TO tonga|TR turkey,türkiye|TT trinidad and tobago|TW taiwan|TZ tanzania|UA ukraine|UG uganda|UY uruguay
UZ uzbekistan|VC saint vincent and the grenadines|VE venezuela|VN vietnam|WS samoa|YE yemen
ZA south africa|ZM zambia|ZW zimbabwe|EU europe,european union,eu,eea,emea|XA asia,apac,asia pacific
XL latin america,latam|XF africa
"""

COUNTRIES = {
    name: entry[:2] for entry in _NAMES.strip().replace("\n", "|").split("|") for name in entry[3:].split(",")
}
