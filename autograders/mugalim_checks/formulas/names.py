"""The Russian names of functions, as Excel in Russian has them, and their English ones."""

from __future__ import annotations

_RUSSIAN = {
    # numbers
    "СУММ": "SUM", "ПРОИЗВЕД": "PRODUCT", "СУММКВ": "SUMSQ", "СУММПРОИЗВ": "SUMPRODUCT",
    "НОД": "GCD", "НОК": "LCM", "ОСТАТ": "MOD", "ЧАСТНОЕ": "QUOTIENT", "ЗНАК": "SIGN",
    "КОРЕНЬ": "SQRT", "СТЕПЕНЬ": "POWER", "ФАКТР": "FACT", "ЧИСЛКОМБ": "COMBIN", "ПИ": "PI",
    "РАДИАНЫ": "RADIANS", "ГРАДУСЫ": "DEGREES", "ОКРУГЛ": "ROUND", "ОКРУГЛВВЕРХ": "ROUNDUP",
    "ОКРУГЛВНИЗ": "ROUNDDOWN", "ОТБР": "TRUNC", "ЦЕЛОЕ": "INT", "ОКРУГЛТ": "MROUND",
    "ОКРВВЕРХ": "CEILING", "ОКРВНИЗ": "FLOOR", "ОКРВВЕРХ.МАТ": "CEILING.MATH",
    "ОКРВНИЗ.МАТ": "FLOOR.MATH", "ЧЁТН": "EVEN", "НЕЧЁТ": "ODD",
    "ПРОМЕЖУТОЧНЫЕ.ИТОГИ": "SUBTOTAL", "АГРЕГАТ": "AGGREGATE",
    # statistics
    "СРЗНАЧ": "AVERAGE", "СРЗНАЧА": "AVERAGEA", "СЧЁТ": "COUNT", "СЧЁТЗ": "COUNTA",
    "СЧИТАТЬПУСТОТЫ": "COUNTBLANK", "МИН": "MIN", "МАКС": "MAX", "МИНА": "MINA",
    "МАКСА": "MAXA", "МЕДИАНА": "MEDIAN", "МОДА": "MODE", "МОДА.ОДН": "MODE.SNGL",
    "ДИСП": "VAR", "ДИСП.В": "VAR.S", "ДИСПР": "VARP", "ДИСП.Г": "VAR.P", "ДИСПА": "VARA",
    "СТАНДОТКЛОН": "STDEV", "СТАНДОТКЛОН.В": "STDEV.S", "СТАНДОТКЛОНП": "STDEVP",
    "СТАНДОТКЛОН.Г": "STDEV.P", "СТАНДОТКЛОНА": "STDEVA", "СРГЕОМ": "GEOMEAN",
    "УРЕЗСРЕДНЕЕ": "TRIMMEAN", "НАИБОЛЬШИЙ": "LARGE", "НАИМЕНЬШИЙ": "SMALL", "РАНГ": "RANK",
    "РАНГ.РВ": "RANK.EQ", "РАНГ.СР": "RANK.AVG", "ПЕРСЕНТИЛЬ": "PERCENTILE",
    "ПРОЦЕНТИЛЬ.ВКЛ": "PERCENTILE.INC", "ПРОЦЕНТИЛЬ.ИСКЛ": "PERCENTILE.EXC",
    "КВАРТИЛЬ": "QUARTILE", "КВАРТИЛЬ.ВКЛ": "QUARTILE.INC", "КВАРТИЛЬ.ИСКЛ": "QUARTILE.EXC",
    "ПРОЦЕНТРАНГ": "PERCENTRANK", "ПРОЦЕНТРАНГ.ВКЛ": "PERCENTRANK.INC",
    "ПРОЦЕНТРАНГ.ИСКЛ": "PERCENTRANK.EXC", "ЧАСТОТА": "FREQUENCY", "КОРРЕЛ": "CORREL",
    "ПИРСОН": "PEARSON", "КВПИРСОН": "RSQ", "НАКЛОН": "SLOPE", "ОТРЕЗОК": "INTERCEPT",
    "ПРЕДСКАЗ": "FORECAST", "ПРЕДСКАЗ.ЛИНЕЙН": "FORECAST.LINEAR",
    # conditions
    "СУММЕСЛИ": "SUMIF", "СУММЕСЛИМН": "SUMIFS", "СЧЁТЕСЛИ": "COUNTIF",
    "СЧЁТЕСЛИМН": "COUNTIFS", "СРЗНАЧЕСЛИ": "AVERAGEIF", "СРЗНАЧЕСЛИМН": "AVERAGEIFS",
    "МАКСЕСЛИ": "MAXIFS", "МИНЕСЛИ": "MINIFS", "ЕСЛИ": "IF", "ЕСЛИМН": "IFS",
    "УСЛОВИЯ": "IFS", "ЕСЛИОШИБКА": "IFERROR", "ЕСНД": "IFNA", "ПЕРЕКЛЮЧ": "SWITCH",
    "ВЫБОР": "CHOOSE", "И": "AND", "ИЛИ": "OR", "НЕ": "NOT", "ИСКЛИЛИ": "XOR",
    "ИСТИНА": "TRUE", "ЛОЖЬ": "FALSE",
    # kinds of values
    "ЕПУСТО": "ISBLANK", "ЕЧИСЛО": "ISNUMBER", "ЕТЕКСТ": "ISTEXT", "ЕНЕТЕКСТ": "ISNONTEXT",
    "ЕЛОГИЧ": "ISLOGICAL", "ЕОШИБКА": "ISERROR", "ЕОШ": "ISERR", "ЕНД": "ISNA",
    "ЕЧЁТН": "ISEVEN", "ЕНЕЧЁТ": "ISODD", "ЕФОРМУЛА": "ISFORMULA", "НД": "NA", "ТИП": "TYPE",
    "ТИП.ОШИБКИ": "ERROR.TYPE", "Ч": "N", "Т": "T",
    # lookup
    "ВПР": "VLOOKUP", "ГПР": "HLOOKUP", "ПРОСМОТР": "LOOKUP", "ИНДЕКС": "INDEX",
    "ПОИСКПОЗ": "MATCH", "ПРОСМОТРX": "XLOOKUP", "ПРОСМОТРХ": "XLOOKUP",
    "ПОИСКПОЗX": "XMATCH", "ПОИСКПОЗХ": "XMATCH", "СТРОКА": "ROW", "СТОЛБЕЦ": "COLUMN",
    "ЧСТРОК": "ROWS", "ЧИСЛСТОЛБ": "COLUMNS",
    # texts
    "ДЛСТР": "LEN", "ЛЕВСИМВ": "LEFT", "ПРАВСИМВ": "RIGHT", "ПСТР": "MID", "НАЙТИ": "FIND",
    "ПОИСК": "SEARCH", "ПОДСТАВИТЬ": "SUBSTITUTE", "ЗАМЕНИТЬ": "REPLACE",
    "СЖПРОБЕЛЫ": "TRIM", "ПЕЧСИМВ": "CLEAN", "ПРОПИСН": "UPPER", "СТРОЧН": "LOWER",
    "ПРОПНАЧ": "PROPER", "СЦЕП": "CONCAT", "СЦЕПИТЬ": "CONCATENATE",
    "ОБЪЕДИНИТЬ": "TEXTJOIN", "ПОВТОР": "REPT", "СОВПАД": "EXACT", "ЗНАЧЕН": "VALUE",
    "ЧЗНАЧ": "NUMBERVALUE", "ТЕКСТ": "TEXT", "ФИКСИРОВАННЫЙ": "FIXED", "СИМВОЛ": "CHAR",
    "КОДСИМВ": "CODE", "ЮНИСИМВ": "UNICHAR",
    # dates
    "ДАТА": "DATE", "ДАТАЗНАЧ": "DATEVALUE", "СЕГОДНЯ": "TODAY", "ТДАТА": "NOW",
    "ГОД": "YEAR", "МЕСЯЦ": "MONTH", "ДЕНЬ": "DAY", "ДЕНЬНЕД": "WEEKDAY",
    "НОМНЕДЕЛИ": "WEEKNUM", "НОМНЕДЕЛИ.ISO": "ISOWEEKNUM", "ДАТАМЕС": "EDATE",
    "КОНМЕСЯЦА": "EOMONTH", "РАЗНДАТ": "DATEDIF", "ДНИ": "DAYS", "ЧИСТРАБДНИ": "NETWORKDAYS",
    "РАБДЕНЬ": "WORKDAY", "ВРЕМЯ": "TIME", "ВРЕМЗНАЧ": "TIMEVALUE", "ЧАС": "HOUR",
    "МИНУТЫ": "MINUTE", "СЕКУНДЫ": "SECOND",
}  # fmt: skip

# Names under which newer functions are kept inside .xlsx files: those that came after 2007.
_PREFIXES = ("_XLFN.", "_XLWS.")
IN_FILES = frozenset({
    "AGGREGATE", "CEILING.MATH", "CONCAT", "DAYS", "FLOOR.MATH", "FORECAST.LINEAR", "IFNA", "IFS",
    "ISFORMULA", "ISOWEEKNUM", "MAXIFS", "MINIFS", "MODE.SNGL", "NUMBERVALUE", "PERCENTILE.EXC",
    "PERCENTILE.INC", "PERCENTRANK.EXC", "PERCENTRANK.INC", "QUARTILE.EXC", "QUARTILE.INC",
    "RANK.AVG", "RANK.EQ", "SINGLE", "STDEV.P", "STDEV.S", "SWITCH", "TEXTJOIN", "UNICHAR",
    "UNICODE", "VAR.P", "VAR.S", "XLOOKUP", "XMATCH", "XOR",
})  # fmt: skip


def _folded(name: str) -> str:
    return name.upper().replace("Ё", "Е")


_ENGLISH = {_folded(name): english for name, english in _RUSSIAN.items()}


def english_name(name: str) -> str:
    """The English name, in capitals, of a function named in English or Russian (ё = е)."""
    folded = _folded(name)
    for prefix in _PREFIXES:
        while folded.startswith(prefix):
            folded = folded[len(prefix) :]
    return _ENGLISH.get(folded, folded)
