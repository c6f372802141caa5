//! The currencies people name, with what each language calls them.

/// A currency: ISO 4217 (none for a name several share), signs and codes of any language, and names by language.
/// The first name is the one answered; the others are folded words to be found.
pub(super) struct Currency {
    pub iso: Option<&'static str>,
    pub signs: &'static [&'static str],
    pub english: Names,
    pub spanish: Names,
    pub portuguese: Names,
}

pub(super) type Names = (&'static str, &'static [&'static str]);

const NONE: Names = ("", &[]);

const fn row(
    iso: &'static str,
    signs: &'static [&'static str],
    english: Names,
    spanish: Names,
    portuguese: Names,
) -> Currency {
    let iso = if iso.is_empty() { None } else { Some(iso) };
    Currency { iso, signs, english, spanish, portuguese }
}

#[rustfmt::skip]
pub(super) const CURRENCIES: &[Currency] = &[
    row("", &["$"], ("Dollar", &["dollar", "dollars", "buck", "bucks"]), ("Dólar", &["dolar", "dolares"]), ("Dólar", &["dolar", "dolares"])),
    row("USD", &["usd", "us$", "us $", "u$d", "u$s", "u.s $", "u.s. $", "usd$", "usd $", "u$"], ("United States dollar", &["us dollar", "us dollars", "u.s. dollar", "u.s. dollars", "united states dollar", "united states dollars", "american dollar", "american dollars"]),
        ("Dólar estadounidense", &["dolar estadounidense", "dolares estadounidenses", "dolar americano", "dolares americanos", "dolares de estados unidos"]),
        ("Dólar estadunidense", &["dolar estadunidense", "dolares estadunidenses", "dolar americano", "dolares americanos", "dolar dos estados unidos", "dolares dos estados unidos"])),
    row("CAD", &["cad", "c$", "c $", "ca$", "cad$", "cad $", "can$"], ("Canadian dollar", &["canadian dollar", "canadian dollars"]), ("Dólar canadiense", &["dolar canadiense", "dolares canadienses"]), ("Dólar canadense", &["dolar canadense", "dolares canadenses"])),
    row("AUD", &["aud", "a$", "au$", "aud$", "aud $"], ("Australian dollar", &["australian dollar", "australian dollars"]), ("Dólar australiano", &["dolar australiano", "dolares australianos"]), ("Dólar australiano", &["dolar australiano", "dolares australianos"])),
    row("HKD", &["hkd", "hk$", "hk $", "hkd$"], ("Hong Kong dollar", &["hong kong dollar", "hong kong dollars"]), ("Dólar de Hong Kong", &["dolar de hong kong", "dolares de hong kong"]), ("Dólar de Hong Kong", &["dolar de hong kong", "dolares de hong kong"])),
    row("NZD", &["nzd", "nz$", "nz $"], ("New Zealand dollar", &["new zealand dollar", "new zealand dollars"]), ("Dólar neozelandés", &["dolar neozelandes", "dolares neozelandeses"]), ("Dólar neozelandês", &["dolar neozelandes", "dolares neozelandeses"])),
    row("SGD", &["sgd", "s$", "sg$"], ("Singapore dollar", &["singapore dollar", "singapore dollars"]), ("Dólar de Singapur", &["dolar de singapur", "dolares de singapur"]), ("Dólar de Singapura", &["dolar de singapura", "dolares de singapura"])),
    row("TWD", &["twd", "nt$", "nt $"], ("New Taiwan dollar", &["new taiwan dollar", "new taiwan dollars", "taiwan dollar", "taiwan dollars"]), ("Nuevo dólar taiwanés", &["nuevo dolar taiwanes", "nuevos dolares taiwaneses", "dolares taiwaneses"]), ("Novo dólar taiwanês", &["novo dolar taiwanes", "dolares taiwaneses"])),
    row("EUR", &["€", "eur"], ("Euro", &["euro", "euros"]), ("Euro", &["euro", "euros"]), ("Euro", &["euro", "euros"])),
    row("", &["£"], ("Pound", &["pound", "pounds", "quid"]), ("Libra", &["libra esterlina generica"]), ("Libra", &[])),
    row("GBP", &["gbp", "gbp£", "gb£"], ("British pound", &["british pound", "british pounds", "pound sterling", "pounds sterling", "sterling"]), ("Libra esterlina", &["libra esterlina", "libras esterlinas", "libra britanica", "libras britanicas"]), ("Libra esterlina", &["libra esterlina", "libras esterlinas"])),
    row("IEP", &["iep"], ("Irish pound", &["irish pound", "irish pounds", "irish punt"]), ("Libra irlandesa", &["libra irlandesa", "libras irlandesas"]), ("Libra irlandesa", &["libra irlandesa", "libras irlandesas"])),
    row("EGP", &["egp"], ("Egyptian pound", &["egyptian pound", "egyptian pounds"]), ("Libra egipcia", &["libra egipcia", "libras egipcias"]), ("Libra egípcia", &["libra egipcia", "libras egipcias"])),
    row("", &[], ("Cent", &["cent", "cents"]), ("Centavo", &["centavo", "centavos"]), ("Centavo", &["centavo", "centavos"])),
    row("", &[], NONE, ("Céntimo", &["centimo", "centimos"]), ("Cêntimo", &["centimo", "centimos"])),
    row("", &[], ("Penny", &["penny", "pennies"]), ("Penique", &["penique", "peniques"]), ("Pêni", &["penie", "penies", "peni", "penis", "pence", "penny"])),
    row("", &[], ("Pence", &["pence"]), NONE, NONE),
    row("JPY", &["jpy", "¥", "円"], ("Japanese yen", &["yen", "yens", "japanese yen"]), ("Yen", &["yen", "yenes", "yen japones", "yenes japoneses"]), ("Yen", &["yen", "yens", "yenes", "iene", "ienes", "iene japones", "ienes japoneses"])),
    row("CNY", &["cny", "rmb", "元"], ("Chinese yuan", &["yuan", "yuans", "chinese yuan", "renminbi"]), ("Yuan chino", &["yuan", "yuanes", "yuan chino", "yuanes chinos"]), ("Yuan chinês", &["yuan", "yuans", "iuan", "iuans", "yuan chines", "yuans chineses"])),
    row("KRW", &["krw", "₩"], ("South Korean won", &["won", "south korean won", "korean won"]), ("Won surcoreano", &["won", "wones", "won surcoreano", "wones surcoreanos"]), ("Won sul-coreano", &["won", "wons", "won sul coreano"])),
    row("INR", &["inr", "₹"], ("Indian rupee", &["indian rupee", "indian rupees"]), ("Rupia india", &["rupia india", "rupias indias"]), ("Rupia indiana", &["rupia indiana", "rupias indianas"])),
    row("", &["rs"], ("Rupee", &["rupee", "rupees"]), ("Rupia", &["rupia", "rupias"]), ("Rupia", &["rupia", "rupias"])),
    row("CHF", &["chf", "sfr"], ("Swiss franc", &["swiss franc", "swiss francs"]), ("Franco suizo", &["franco suizo", "francos suizos"]), ("Franco suíço", &["franco suico", "francos suicos"])),
    row("", &["₣"], ("Franc", &["franc", "francs"]), ("Franco", &["franco", "francos"]), ("Franco", &["franco", "francos"])),
    row("FRF", &["frf"], ("French franc", &["french franc", "french francs"]), ("Franco francés", &["franco frances", "francos franceses"]), ("Franco francês", &["franco frances", "francos franceses"])),
    row("BEF", &["bef"], ("Belgian franc", &["belgian franc", "belgian francs"]), ("Franco belga", &["franco belga", "francos belgas"]), ("Franco belga", &["franco belga", "francos belgas"])),
    row("", &[], ("Peseta", &["peseta", "pesetas"]), ("Peseta", &["peseta", "pesetas"]), ("Peseta", &["peseta", "pesetas"])),
    row("NLG", &[], ("Netherlands guilder", &["guilder", "guilders", "dutch guilder", "dutch guilders", "netherlands guilder", "netherlands guilders"]), ("Florín neerlandés", &["florin neerlandes", "florines neerlandeses", "florin holandes", "florines holandeses"]), ("Florim neerlandês", &["florim neerlandes", "florins neerlandeses", "florim holandes", "florins holandeses"])),
    row("FIM", &["fim"], ("Finnish markka", &["finnish markka", "finnish mark", "finnish marks", "markka"]), ("Marco finlandés", &["marco finlandes", "marcos finlandeses"]), ("Marco finlandês", &["marco finlandes", "marcos finlandeses"])),
    row("DEM", &["dem"], ("German mark", &["german mark", "german marks", "deutsche mark", "deutsche marks", "deutschmark", "deutschmarks"]), ("Marco alemán", &["marco aleman", "marcos alemanes"]), ("Marco alemão", &["marco alemao", "marcos alemaes"])),
    row("", &[], ("Mark", &["marks"]), ("Marco", &["marcos"]), ("Marco", &["marcos"])),
    row("SEK", &["sek"], ("Swedish krona", &["swedish krona", "swedish kronor", "swedish kronas", "swedish crown", "swedish crowns"]), ("Corona sueca", &["corona sueca", "coronas suecas"]), ("Coroa sueca", &["coroa sueca", "coroas suecas"])),
    row("NOK", &["nok"], ("Norwegian krone", &["norwegian krone", "norwegian kroner", "norwegian crown", "norwegian crowns"]), ("Corona noruega", &["corona noruega", "coronas noruegas"]), ("Coroa norueguesa", &["coroa norueguesa", "coroas norueguesas"])),
    row("DKK", &["dkk"], ("Danish krone", &["danish krone", "danish kroner", "danish crown", "danish crowns"]), ("Corona danesa", &["corona danesa", "coronas danesas"]), ("Coroa dinamarquesa", &["coroa dinamarquesa", "coroas dinamarquesas"])),
    row("CZK", &["czk"], ("Czech koruna", &["czech koruna", "czech korunas"]), ("Corona checa", &["corona checa", "coronas checas"]), ("Coroa checa", &["coroa checa", "coroas checas"])),
    row("", &[], ("Krona", &["krona", "kronor", "kronas"]), ("Corona", &["coronas"]), ("Coroa", &["coroas"])),
    row("PLN", &["pln", "zł"], ("Polish zloty", &["zloty", "zlotys", "zlotych", "polish zloty"]), ("Zloty polaco", &["zloty", "zlotys", "zloty polaco"]), ("Zloty polonês", &["zloty", "zlotys", "zloty polones"])),
    row("HUF", &["huf"], ("Hungarian forint", &["forint", "forints", "hungarian forint"]), ("Forinto húngaro", &["forinto", "forintos", "forinto hungaro"]), ("Forint húngaro", &["forint", "forints", "forinte"])),
    row("RUB", &["rub", "₽"], ("Russian ruble", &["ruble", "rubles", "rouble", "roubles", "russian ruble", "russian rubles"]), ("Rublo ruso", &["rublo", "rublos", "rublo ruso", "rublos rusos"]), ("Rublo russo", &["rublo", "rublos", "rublo russo", "rublos russos"])),
    row("UAH", &["uah", "₴"], ("Ukrainian hryvnia", &["hryvnia", "hryvnias"]), ("Grivna ucraniana", &["grivna", "grivnas"]), ("Grívnia ucraniana", &["grivnia", "grivnias"])),
    row("GEL", &["gel", "₾"], ("Georgian lari", &["lari", "laris", "georgian lari"]), ("Lari georgiano", &["lari", "laris"]), ("Lari georgiano", &["lari", "laris"])),
    row("TRY", &["try", "₺"], ("Turkish lira", &["lira", "liras", "turkish lira", "turkish liras"]), ("Lira turca", &["lira turca", "liras turcas"]), ("Lira turca", &["lira turca", "liras turcas"])),
    row("ITL", &["itl"], ("Italian lira", &["italian lira", "italian liras", "italian lire", "lire"]), ("Lira italiana", &["lira", "liras", "lira italiana", "liras italianas"]), ("Lira italiana", &["lira", "liras", "lira italiana", "liras italianas"])),
    row("ILS", &["ils", "₪"], ("Israeli new shekel", &["shekel", "shekels", "israeli shekel"]), ("Nuevo séquel", &["shekel", "shekels", "sequel", "sequels"]), ("Novo shekel israelense", &["shekel", "shekels"])),
    row("SAR", &["sar"], ("Saudi riyal", &["saudi riyal", "saudi riyals", "riyal", "riyals"]), ("Riyal saudí", &["riyal saudi", "riyales saudies"]), ("Rial saudita", &["rial saudita", "riais sauditas"])),
    row("AED", &["aed"], ("United Arab Emirates dirham", &["dirham", "dirhams"]), ("Dirham de los Emiratos Árabes Unidos", &["dirham", "dirhams"]), ("Dirham dos Emirados Árabes Unidos", &["dirham", "dirhams"])),
    row("KWD", &["kwd"], ("Kuwaiti dinar", &["kuwaiti dinar", "kuwaiti dinars"]), ("Dinar kuwaití", &["dinar kuwaiti", "dinares kuwaities"]), ("Dinar kuwaitiano", &["dinar kuwaitiano", "dinares kuwaitianos"])),
    row("", &[], ("Dinar", &["dinar", "dinars"]), ("Dinar", &["dinar", "dinares"]), ("Dinar", &["dinar", "dinares"])),
    row("THB", &["thb", "฿"], ("Thai baht", &["baht", "bahts", "thai baht"]), ("Baht tailandés", &["baht", "bahts"]), ("Baht tailandês", &["baht", "bahts"])),
    row("VND", &["vnd", "₫"], ("Vietnamese dong", &["dong", "dongs", "vietnamese dong"]), ("Dong vietnamita", &["dong", "dongs"]), ("Dong vietnamita", &["dong", "dongs"])),
    row("IDR", &["idr"], ("Indonesian rupiah", &["rupiah", "rupiahs"]), ("Rupia indonesia", &["rupia indonesia", "rupias indonesias"]), ("Rupia indonésia", &["rupia indonesia", "rupias indonesias"])),
    row("MYR", &["myr"], ("Malaysian ringgit", &["ringgit", "ringgits"]), ("Ringgit malasio", &["ringgit", "ringgits"]), ("Ringgit malaio", &["ringgit", "ringgits"])),
    row("PHP", &["php", "₱"], ("Philippine peso", &["philippine peso", "philippine pesos"]), ("Peso filipino", &["peso filipino", "pesos filipinos"]), ("Peso filipino", &["peso filipino", "pesos filipinos"])),
    row("ZAR", &["zar"], ("South African rand", &["rand", "rands", "south african rand"]), ("Rand sudafricano", &["rand", "rands"]), ("Rand sul-africano", &["rand", "rands"])),
    row("NGN", &["ngn", "₦"], ("Nigerian naira", &["naira", "nairas"]), ("Naira", &["naira", "nairas"]), ("Naira", &["naira", "nairas"])),
    row("GRD", &[], ("Greek drachma", &["greek drachma", "greek drachmas"]), ("Dracma griego", &["dracma griego", "dracmas griegos"]), ("Dracma grego", &["dracma grego", "dracmas gregos"])),
    row("PTE", &[], ("Portuguese escudo", &["escudo", "escudos", "portuguese escudo"]), ("Escudo portugués", &["escudo", "escudos"]), ("Escudo português", &["escudo", "escudos", "escudo portugues"])),
    row("ATS", &[], ("Austrian schilling", &["schilling", "schillings"]), ("Chelín austriaco", &["chelin austriaco", "chelines austriacos"]), ("Xelim austríaco", &["xelim austriaco", "xelins austriacos"])),
    row("", &[], ("Peso", &["peso", "pesos"]), ("Peso", &["peso", "pesos", "mango", "mangos"]), ("Peso", &["peso", "pesos"])),
    row("MXN", &["mxn", "mxn$", "mxn $", "mex$", "mx$"], ("Mexican peso", &["mexican peso", "mexican pesos"]), ("Peso mexicano", &["peso mexicano", "pesos mexicanos"]), ("Peso mexicano", &["peso mexicano", "pesos mexicanos"])),
    row("ARS", &["ars", "ar$", "arg$", "ars$"], ("Argentine peso", &["argentine peso", "argentine pesos"]), ("Peso argentino", &["peso argentino", "pesos argentinos"]), ("Peso argentino", &["peso argentino", "pesos argentinos"])),
    row("CLP", &["clp", "clp$"], ("Chilean peso", &["chilean peso", "chilean pesos"]), ("Peso chileno", &["peso chileno", "pesos chilenos"]), ("Peso chileno", &["peso chileno", "pesos chilenos"])),
    row("COP", &["cop", "cop$", "col$"], ("Colombian peso", &["colombian peso", "colombian pesos"]), ("Peso colombiano", &["peso colombiano", "pesos colombianos"]), ("Peso colombiano", &["peso colombiano", "pesos colombianos"])),
    row("UYU", &["uyu", "$u"], ("Uruguayan peso", &["uruguayan peso", "uruguayan pesos"]), ("Peso uruguayo", &["peso uruguayo", "pesos uruguayos"]), ("Peso uruguaio", &["peso uruguaio", "pesos uruguaios"])),
    row("DOP", &["dop", "rd$"], ("Dominican peso", &["dominican peso", "dominican pesos"]), ("Peso dominicano", &["peso dominicano", "pesos dominicanos"]), ("Peso dominicano", &["peso dominicano", "pesos dominicanos"])),
    row("CUP", &["cup$"], ("Cuban peso", &["cuban peso", "cuban pesos"]), ("Peso cubano", &["peso cubano", "pesos cubanos"]), ("Peso cubano", &["peso cubano", "pesos cubanos"])),
    row("BRL", &["brl", "r$"], ("Brazilian Real", &["real", "reais", "reals", "brazilian real", "brazilian reais"]), ("Real brasileño", &["real", "reales", "reais", "real brasileno", "reales brasilenos"]), ("Real", &["real", "reais", "conto", "contos", "pila", "pilas"])),
    row("PEN", &["pen", "s/"], ("Peruvian sol", &["sol", "soles", "peruvian sol"]), ("Sol peruano", &["sol", "soles", "sol peruano", "soles peruanos", "nuevo sol", "nuevos soles"]), ("Sol peruano", &["soles", "sol peruano", "novo sol"])),
    row("VES", &["ves", "bs", "bs.s"], ("Bolívar", &["bolivar", "bolivars"]), ("Bolívar", &["bolivar", "bolivares"]), ("Bolívar", &["bolivar", "bolivares"])),
    row("BOB", &["bob"], ("Bolivian boliviano", &["boliviano", "bolivianos"]), ("Boliviano", &["boliviano", "bolivianos"]), ("Boliviano", &["boliviano", "bolivianos"])),
    row("PYG", &["pyg", "gs", "₲"], ("Paraguayan guaraní", &["guarani", "guaranis"]), ("Guaraní", &["guarani", "guaranies"]), ("Guarani", &["guarani", "guaranis"])),
    row("CRC", &["crc", "₡"], ("Costa Rican colón", &["colon", "colons", "costa rican colon", "costa rican colones"]), ("Colón costarricense", &["colon", "colones", "colon costarricense", "colones costarricenses"]), ("Colón costa-riquenho", &["colones"])),
    row("GTQ", &["gtq"], ("Guatemalan quetzal", &["quetzal", "quetzals"]), ("Quetzal guatemalteco", &["quetzal", "quetzales"]), ("Quetzal guatemalteco", &["quetzal", "quetzales"])),
    row("HNL", &["hnl"], ("Honduran lempira", &["lempira", "lempiras"]), ("Lempira hondureña", &["lempira", "lempiras"]), ("Lempira hondurenha", &["lempira", "lempiras"])),
    row("NIO", &["nio"], ("Nicaraguan córdoba", &["cordobas"]), ("Córdoba nicaragüense", &["cordobas"]), ("Córdoba nicaraguense", &["cordobas"])),
    row("PAB", &["pab"], ("Panamanian balboa", &["balboa", "balboas"]), ("Balboa panameña", &["balboa", "balboas"]), ("Balboa panamenha", &["balboa", "balboas"])),
    row("", &["btc", "₿", "xbt"], ("Bitcoin", &["bitcoin", "bitcoins"]), ("Bitcoin", &["bitcoin", "bitcoins"]), ("Bitcoin", &["bitcoin", "bitcoins"])),
    row("", &[], ("Satoshi", &["satoshi", "satoshis"]), ("Satoshi", &["satoshi", "satoshis"]), ("Satoshi", &["satoshi", "satoshis"])),
];

/// The parts of a hundred that may follow a sum: "y cuarenta centavos".
pub(super) const CENTS: &[&str] = &[
    "cent", "cents", "centavo", "centavos", "centimo", "centimos", "penny", "pennies", "pence", "penique", "peniques",
];

/// Whose "$" and "pesos" are meant, by the person's country.
pub(super) fn own(country: &str, unit_words: &str) -> Option<&'static str> {
    let (iso, word) = match country {
        "AR" => ("ARS", "peso"),
        "MX" => ("MXN", "peso"),
        "CL" => ("CLP", "peso"),
        "CO" => ("COP", "peso"),
        "UY" => ("UYU", "peso"),
        "DO" => ("DOP", "peso"),
        "CU" => ("CUP", "peso"),
        "PH" => ("PHP", "peso"),
        "US" | "EC" | "SV" | "PA" | "PR" => ("USD", "dolar"),
        "CA" => ("CAD", "dolar"),
        "AU" => ("AUD", "dolar"),
        "GB" => ("GBP", "libra"),
        _ => return None,
    };
    (unit_words == "$" || unit_words == word).then_some(iso)
}
