"""The competence frameworks that lessons name: their codes, in order, with short names.

The names of DigCompEdu are there in Kyrgyz and Russian too, for the pages of courses.

Sources: DigCompEdu (Redecker 2017, EUR 28775, reuse with acknowledgement); UNESCO ICT Competency
Framework for Teachers, version 3 (2018, CC BY-SA 3.0 IGO); DigComp 2.2 (2022, CC BY 4.0).
"""

from __future__ import annotations

from collections.abc import Mapping

DIGCOMPEDU: Mapping[str, str] = {
    "1.1": "Organisational communication",
    "1.2": "Professional collaboration",
    "1.3": "Reflective practice",
    "1.4": "Digital Continuous Professional Development (CPD)",
    "2.1": "Selecting digital resources",
    "2.2": "Creating and modifying digital resources",
    "2.3": "Managing, protecting and sharing digital resources",
    "3.1": "Teaching",
    "3.2": "Guidance",
    "3.3": "Collaborative learning",
    "3.4": "Self-regulated learning",
    "4.1": "Assessment strategies",
    "4.2": "Analysing evidence",
    "4.3": "Feedback and planning",
    "5.1": "Accessibility and inclusion",
    "5.2": "Differentiation and personalisation",
    "5.3": "Actively engaging learners",
    "6.1": "Information and media literacy",
    "6.2": "Digital communication and collaboration",
    "6.3": "Digital content creation",
    "6.4": "Responsible use",
    "6.5": "Digital problem solving",
}
ICT_CFT: Mapping[str, str] = {
    "KA1": "Understanding ICT in Education: Policy Understanding",
    "KD1": "Understanding ICT in Education: Policy Application",
    "KC1": "Understanding ICT in Education: Policy Innovation",
    "KA2": "Curriculum and Assessment: Basic Knowledge",
    "KD2": "Curriculum and Assessment: Knowledge Application",
    "KC2": "Curriculum and Assessment: Knowledge Society Skills",
    "KA3": "Pedagogy: ICT-enhanced Teaching",
    "KD3": "Pedagogy: Complex Problem-solving",
    "KC3": "Pedagogy: Self-management",
    "KA4": "Application of Digital Skills: Application",
    "KD4": "Application of Digital Skills: Infusion",
    "KC4": "Application of Digital Skills: Transformation",
    "KA5": "Organization and Administration: Standard Classroom",
    "KD5": "Organization and Administration: Collaborative Groups",
    "KC5": "Organization and Administration: Learning Organizations",
    "KA6": "Teacher Professional Learning: Digital Literacy",
    "KD6": "Teacher Professional Learning: Networking",
    "KC6": "Teacher Professional Learning: Teacher as Innovator",
}
DIGCOMP: Mapping[str, str] = {
    "1.1": "Browsing, searching and filtering data, information and digital content",
    "1.2": "Evaluating data, information and digital content",
    "1.3": "Managing data, information and digital content",
    "2.1": "Interacting through digital technologies",
    "2.2": "Sharing through digital technologies",
    "2.3": "Engaging in citizenship through digital technologies",
    "2.4": "Collaborating through digital technologies",
    "2.5": "Netiquette",
    "2.6": "Managing digital identity",
    "3.1": "Developing digital content",
    "3.2": "Integrating and re-elaborating digital content",
    "3.3": "Copyright and licences",
    "3.4": "Programming",
    "4.1": "Protecting devices",
    "4.2": "Protecting personal data and privacy",
    "4.3": "Protecting health and well-being",
    "4.4": "Protecting the environment",
    "5.1": "Solving technical problems",
    "5.2": "Identifying needs and technological responses",
    "5.3": "Creatively using digital technologies",
    "5.4": "Identifying digital competence gaps",
}
FRAMEWORKS: Mapping[str, Mapping[str, str]] = {
    "digcompedu": DIGCOMPEDU,
    "ict_cft": ICT_CFT,
    "digcomp": DIGCOMP,
}
# Our own words; native review of the Kyrgyz ones is pending.
_DIGCOMPEDU_IN: Mapping[str, Mapping[str, str]] = {
    "ky": {
        "1.1": "Мектеп ичинде жана ата-энелер менен байланыш",
        "1.2": "Кесиптештер менен кызматташуу",
        "1.3": "Өз ишине сын көз менен кароо",
        "1.4": "Кесиптик жактан үзгүлтүксүз өсүү",
        "2.1": "Санариптик материалдарды тандоо",
        "2.2": "Материалдарды түзүү жана өзгөртүү",
        "2.3": "Материалдарды сактоо, коргоо жана бөлүшүү",
        "3.1": "Сабак берүү",
        "3.2": "Окуучуга багыт берүү",
        "3.3": "Биргелешип окуу",
        "3.4": "Өз окуусун өзү башкаруу",
        "4.1": "Баалоо ыкмалары",
        "4.2": "Окуу жыйынтыктарын талдоо",
        "4.3": "Пикир берүү жана пландоо",
        "5.1": "Бардыгына жеткиликтүү окутуу",
        "5.2": "Ар бир окуучуга ылайыктап окутуу",
        "5.3": "Окуучуларды сабакка активдүү тартуу",
        "6.1": "Маалымат менен иштөө жана медиа сабаттуулук",
        "6.2": "Санариптик баарлашуу жана кызматташуу",
        "6.3": "Санариптик мазмун түзүү",
        "6.4": "Санариптик каражаттарды жоопкерчиликтүү колдонуу",
        "6.5": "Маселени санариптик каражаттар менен чечүү",
    },
    "ru": {
        "1.1": "Общение внутри школы и с родителями",
        "1.2": "Сотрудничество с коллегами",
        "1.3": "Осмысление своей работы",
        "1.4": "Непрерывное профессиональное развитие",
        "2.1": "Отбор цифровых материалов",
        "2.2": "Создание и изменение материалов",
        "2.3": "Хранение, защита и передача материалов",
        "3.1": "Преподавание",
        "3.2": "Сопровождение ученика",
        "3.3": "Совместное обучение",
        "3.4": "Самостоятельное управление учёбой",
        "4.1": "Способы оценивания",
        "4.2": "Анализ результатов учёбы",
        "4.3": "Отзыв и планирование",
        "5.1": "Доступность и инклюзия",
        "5.2": "Обучение с учётом различий учеников",
        "5.3": "Активное участие учеников",
        "6.1": "Работа с информацией и медиаграмотность",
        "6.2": "Цифровое общение и сотрудничество",
        "6.3": "Создание цифрового содержания",
        "6.4": "Ответственное использование",
        "6.5": "Решение задач с цифровыми средствами",
    },
}


def digcompedu_name(code: str, language: str) -> str:
    """What a code of DigCompEdu says, in a language of the school; KeyError for no code of it."""
    return _DIGCOMPEDU_IN.get(language, DIGCOMPEDU)[code]
