"""What machines say around a translation: preambles, refusals, notes, fences, tokens of their own.

Sources: the habits of chat models in many languages; `docs/checks/mt-leak.md` shows examples.
"""

from __future__ import annotations

import re
from functools import cache

# at the start of an answer, in the languages that models answer in
_PREAMBLES = (
    r"(?:sure|certainly|of course|okay|absolutely)[,!.][^\n]{0,60}(?:translat|version|here)",
    r"(?:sure|certainly|of course)!",
    r"(?:here(?:'s| is| are)|below is|this is|the following is) (?:the|your|my|a|an) (?:\w+ ){0,4}(?:translations?|translated \w+|version|rendering)\b",
    r"(?:the )?(?:\w+ )?translat(?:ion|ed text|ed version)(?: (?:in|into|to) \w+)?(?: is)? ?:",
    r"(?:translated|translation) (?:in)?to \w+ ?:",
    r"(?:target|source|output|input|response|answer|assistant|user|system) ?: ",
    r"voici (?:la |une |votre |ma )?(?:\w+ )?(?:traduction|version (?:française|traduite))",
    r"(?:la )?traduction(?: (?:en|du|vers le) \w+)? ?:",
    r"(?:bien sûr|certainement)\s?[!,]",
    r"(?:aquí (?:está|tiene|tienes)|esta es) (?:la |una |su |tu )?traducción",
    r"(?:la )?traducción(?: al \w+)? ?:",
    r"(?:por supuesto|claro)\s?[!,:] ?aquí",
    r"(?:aqui está|segue|eis) (?:a |uma |sua )?tradução",
    r"(?:a )?tradução(?: para \w+)? ?:",
    r"(?:ecco|di seguito) (?:la |una )?traduzione",
    r"traduzione ?:",
    r"(?:hier ist|nachfolgend|anbei)(?: \w+){0,2} (?:die |eine |ihre )?übersetzung",
    r"(?:die )?übersetzung(?: (?:ins|auf) \w+)? ?:",
    r"(?:hier is|hierbij) de vertaling",
    r"(?:вот|ниже (?:приведён|приведен))(?: \w+)? (?:перевод|переведенный|переведённый)",
    r"перевод(?: на \w+(?: \w+)?)? ?:",
    r"(?:конечно|разумеется)[!,] (?:вот|перевод)",
    r"(?:ось|нижче)(?: \w+)? переклад",
    r"переклад(?: \w+)? ?:",
    r"(?:oto|poniżej)(?: \w+)? tłumaczenie",
    r"(?:işte|aşağıda)(?: \w+){0,2} çeviri",
    r"(?:türkçe )?çeviri(?:si)? ?:",
    r"(?:إليك|إليكم|هذه|هذا|فيما يلي|وفيما يلي|هنا)(?: \w+)? (?:ال)?(?:ترجمة|نص المترجم)",
    r"(?:ال)?ترجمة(?: (?:العربية|إلى العربية|النص))? ?:",
    r"(?:بالطبع|بالتأكيد|حسناً|حسنًا)[!،,]",
    r"(?:این|در اینجا|در زیر)(?: \w+)? ترجمه",
    r"ترجمه(?: \w+)? ?:",
    r"(?:البته|حتما|حتماً)[!،,]",
    r"(?:یہ رہا|یہاں|ذیل میں|یہ)(?: \w+){0,3} ترجمہ",
    r"ترجمہ ?:",
    r"(?:یقیناً|ضرور|بالکل)[!،,]",
    r"(?:ئەمە|لێرەدا) وەرگێڕان",
    r"(?:הנה|להלן|זהו|זה) (?:ה)?תרגום",
    r"(?:ה)?תרגום(?: \w+)? ?:",
    r"(?:यह रहा|यहाँ|यहां|निम्नलिखित)(?: \w+)* अनुवाद",
    r"अनुवाद ?[:：]",
    r"(?:以下是|这是|這是|下面是|译文|譯文|翻译|翻譯|翻訳|訳文|以下は).{0,8}(?:翻译|翻譯|译文|譯文|翻訳|[:：])",
    r"(?:다음은|번역).{0,12}(?:번역|:)",
)
# anywhere in an answer: a pattern, and what must stand in the text (in lower case) to ask it at all
_MARKS = (
    (r"\bas an? (?:AI|artificial intelligence|language model|large language model)\b", "as a"),
    (
        r"\bI(?:'m| am) (?:sorry|unable|not able)\b[^.\n]{0,60}(?:translat|assist|help|provide)",
        "sorry|unable|not able",
    ),
    (
        r"\bI (?:cannot|can't|can not) (?:translate|assist|help|provide|fulfil)",
        "i cannot|i can't|i can not",
    ),
    (
        r"\bje ne (?:peux|suis) pas (?:traduire|en mesure de traduire)|en tant que modèle de langage|en tant qu['’]IA",
        "je ne peux|je ne suis|modèle de langage|qu'ia|qu’ia",
    ),
    (
        r"\bcomo modelo de (?:lenguaje|linguagem)|como una? IA\b|no puedo traducir|não posso traduzir",
        "como modelo|como un ia|como una ia|no puedo|não posso",
    ),
    (r"\bals (?:KI|Sprachmodell|KI-Sprachmodell)\b", "als ki|als sprachmodell"),
    (
        r"как (?:языковая модель|ИИ\b)|не могу перевести этот текст",
        "как языковая|как ии|не могу перевести",
    ),
    (
        r"بصفتي نموذج|كنموذج (?:لغوي|لغة)|كوني نموذج|بصفتي ذكاء|لا (?:أستطيع|يمكنني) ترجمة",
        "نموذج|بصفتي ذكاء|ترجمة",
    ),
    (
        r"به عنوان (?:یک )?(?:مدل زبان|هوش مصنوعی)|نمی\u200c?توانم (?:این متن را )?ترجمه",
        "عنوان|ترجمه",
    ),
    (r"(?:بطور|بحیثیت)(?: ایک)? (?:اے آئی|AI|زبان ماڈل)", "بطور|بحیثیت"),
    (
        r"(?:作为|身为)(?:一个|一名)?(?:AI|人工智能|语言模型|大型语言模型)|作為(?:一個)?(?:AI|人工智慧|語言模型)|AIとして|言語モデルとして",
        "作为|身为|作為|aiとして|言語モデル",
    ),
    (
        r"(?:^|[\n(\[*])\**\s*(?:translator's note|translation note|translation notes|note from the translator|note (?:de traduction|du traducteur|de la traductrice)|n\.\s?d\.\s?t\.|nota (?:de traducción|de tradução|del traductor|do tradutor|del traduttore)|anmerkung des übersetzers|anm\. d\. übers\.|примечание переводчика|прим\. пер\.|примітка перекладача|çevirmenin notu|یادداشت مترجم|پانویس مترجم|مترجم کا نوٹ|تێبینی وەرگێڕ|הערת (?:ה)?מתרגם|अनुवादक की टिप्पणी|译者注|譯者註|訳(?:者)?注|역주|ملاحظة المترجم|ملاحظة الترجمة)\b",
        "translator|translation note|note d|n.d.t|n. d.|nota d|anmerkung|anm.|переводчика|пер.|перекладача|çevirmenin|مترجم|وەرگێڕ|מתרגם|अनुवादक|译者|譯者|訳|역주|ملاحظة",
    ),
    (
        r"(?:^|\n)\s*[(\[]?\**(?:note|explanation|remarque|nota|hinweis|примечание|ملاحظة|توضیح|نکته)\**\s?[:：].{0,80}(?:translat|tradu|übersetz|перев|ترجم|translit)",
        "note|explanation|remarque|nota|hinweis|примечание|ملاحظة|توضیح|نکته",
    ),
    (r"```", "```"),
    (
        r"</?(?:think|thinking|translation|translated|target|source|answer|output|response|text)>",
        "<",
    ),
    (
        r"<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|</s>|<unk>|<pad>|<extra_id_\d+>",
        "<|[inst|[/inst",
    ),
    (r"^\s*\{\s*\"(?:translation|target|text|output|id)\"\s*:", "{"),
    (r"\[(?:translation|your translation|insert [^\]]*|untranslated|TODO)\]", "["),
    (r"\b(?:let me know if|I hope this helps|feel free to)\b", "let me know|i hope this|feel free"),
    (
        r"\bQUERY LENGTH LIMIT|MYMEMORY WARNING|INVALID LANGUAGE PAIR",
        "query length|mymemory|invalid language",
    ),
    (r"__(?:TERM|PH|TAG|NAME)_?\d+__|⟦\d+⟧|\bXQZ\w*\d|@@\d+@@", "__|⟦|xqz|@@"),
)


# letters of the signs above, the rarest in running text first after all others
_FREQUENT = "qxzjkвъфbvwyыgfpmuhcldtsrnoiaeتمنيلا "


def leak(target: str) -> tuple[int, int] | None:
    """The span of what a machine said beside its translation, or None."""
    if found := _preambles().match(target):
        return found.span()
    lowered = target.lower()
    if _any_sign().search(lowered) is None:
        return None
    for sign, pattern in _signs():
        if sign in lowered and (found := pattern.search(target)):
            return found.span()
    return None


def speaks_of_translation(source: str) -> bool:
    """Whether the source itself is about translations, notes or models, so that a target may be."""
    return bool(_subject().search(source))


@cache
def _preambles() -> re.Pattern[str]:
    return re.compile(r"[\s\"'«“*#-]*(?:" + "|".join(_PREAMBLES) + ")", re.IGNORECASE)


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sign with the pattern to ask when it stands in a text."""
    found = [
        (sign, re.compile(marks, re.IGNORECASE))
        for marks, signs in _MARKS
        for sign in signs.split("|")
    ]
    first = list(dict.fromkeys(map(_rarest, (sign for sign, _ in found))))
    return tuple(sorted(found, key=lambda pair: first.index(_rarest(pair[0]))))


@cache
def _any_sign() -> re.Pattern[str]:
    """Finds some sign in lower case by its rarest letter, in one pass over the text."""
    ways: dict[str, list[str]] = {}
    for sign, _ in _signs():
        letter = _rarest(sign)
        before, _, after = sign.partition(letter)
        ways.setdefault(letter, []).append(f"(?<={re.escape(before + letter)}){re.escape(after)}")
    return re.compile(
        "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in ways.items())
    )


def _rarest(sign: str) -> str:
    return min(sign, key=_FREQUENT.find)


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        r"translat|language model|artificial intelligence|\bAI\b|```|\b(?:of course|certainly|sure|surely|absolutely|naturally|definitely|obviously|indeed|"
        r"okay|yes|needless to say|by all means|granted)\b|"
        r"let me know|feel free|hope this helps|</?(?:think|text|source|target|output|answer)>|"
        r"^(?:target|source|output|input|response|answer|assistant|user|system) ?:",
        re.IGNORECASE,
    )
