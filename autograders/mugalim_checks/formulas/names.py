"""The Russian names of functions, as Excel in Russian has them, and their English ones."""

from __future__ import annotations

_RUSSIAN = {
    "СУММ": "SUM", "СРЗНАЧ": "AVERAGE", "СРЗНАЧА": "AVERAGEA", "СЧЁТ": "COUNT",
    "СЧЁТЗ": "COUNTA", "СЧИТАТЬПУСТОТЫ": "COUNTBLANK", "МИН": "MIN", "МАКС": "MAX",
    "МЕДИАНА": "MEDIAN", "МОДА": "MODE", "МОДА.ОДН": "MODE.SNGL", "СТАНДОТКЛОН": "STDEV",
    "СТАНДОТКЛОН.В": "STDEV.S", "СТАНДОТКЛОН.Г": "STDEV.P", "СТАНДОТКЛОНП": "STDEVP",
    "ОКРУГЛ": "ROUND", "ОКРУГЛВВЕРХ": "ROUNDUP", "ОКРУГЛВНИЗ": "ROUNDDOWN", "ЦЕЛОЕ": "INT",
    "ОТБР": "TRUNC", "ОСТАТ": "MOD", "КОРЕНЬ": "SQRT", "СТЕПЕНЬ": "POWER",
    "ПРОИЗВЕД": "PRODUCT", "СУММЕСЛИ": "SUMIF", "СУММЕСЛИМН": "SUMIFS",
    "СЧЁТЕСЛИ": "COUNTIF", "СЧЁТЕСЛИМН": "COUNTIFS", "СРЗНАЧЕСЛИ": "AVERAGEIF",
    "СРЗНАЧЕСЛИМН": "AVERAGEIFS", "МАКСЕСЛИ": "MAXIFS", "МИНЕСЛИ": "MINIFS", "ЕСЛИ": "IF",
    "ЕСЛИМН": "IFS", "УСЛОВИЯ": "IFS", "ЕСЛИОШИБКА": "IFERROR", "ЕСНД": "IFNA",
    "ПЕРЕКЛЮЧ": "SWITCH", "И": "AND", "ИЛИ": "OR", "НЕ": "NOT", "ИСКЛИЛИ": "XOR",
    "ИСТИНА": "TRUE", "ЛОЖЬ": "FALSE", "ВЫБОР": "CHOOSE", "ЕПУСТО": "ISBLANK",
    "ЕЧИСЛО": "ISNUMBER", "ЕТЕКСТ": "ISTEXT", "ЕНЕТЕКСТ": "ISNONTEXT", "ЕОШИБКА": "ISERROR",
    "ЕОШ": "ISERR", "ЕНД": "ISNA", "НД": "NA", "ВПР": "VLOOKUP", "ГПР": "HLOOKUP",
    "ИНДЕКС": "INDEX", "ПОИСКПОЗ": "MATCH", "ПРОСМОТРX": "XLOOKUP", "ПРОСМОТРХ": "XLOOKUP",
    "СТРОКА": "ROW", "СТОЛБЕЦ": "COLUMN", "ЧСТРОК": "ROWS", "ЧИСЛСТОЛБ": "COLUMNS",
    "РАНГ": "RANK", "РАНГ.РВ": "RANK.EQ", "НАИБОЛЬШИЙ": "LARGE", "НАИМЕНЬШИЙ": "SMALL",
    "ДЛСТР": "LEN", "ЛЕВСИМВ": "LEFT", "ПРАВСИМВ": "RIGHT", "ПСТР": "MID",
    "СЖПРОБЕЛЫ": "TRIM", "ПРОПИСН": "UPPER", "СТРОЧН": "LOWER", "СЦЕП": "CONCAT",
    "СЦЕПИТЬ": "CONCATENATE", "ОБЪЕДИНИТЬ": "TEXTJOIN", "ЗНАЧЕН": "VALUE",
    "СОВПАД": "EXACT", "СУММПРОИЗВ": "SUMPRODUCT",
}  # fmt: skip

# Names under which newer functions are kept inside .xlsx files.
_PREFIXES = ("_XLFN.", "_XLWS.")
IN_FILES = frozenset({"CONCAT", "IFNA", "IFS", "MAXIFS", "MINIFS", "SWITCH", "TEXTJOIN", "XLOOKUP"})


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
