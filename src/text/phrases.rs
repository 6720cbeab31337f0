//! Words in which a hanzi is read otherwise than alone, or in which one of its readings is right.
//!
//! Takes the hanzi at a place; gives the syllables of the longest word known there. Holds names and
//! words of commerce that notes use; never a whole dictionary.

/// Returns the syllables, tones marked, of the longest known word that `han` begins with.
pub(super) fn longest(han: &[char]) -> Option<impl Iterator<Item = &'static str>> {
    let lengths = (2..=LONGEST.min(han.len())).rev();
    let mut words = lengths.map(|length| han[..length].iter().collect::<String>());
    words.find_map(|word| reading_of(&word)).map(str::split_whitespace)
}

/// Finds the reading of exactly `word`.
fn reading_of(word: &str) -> Option<&'static str> {
    PHRASES.binary_search_by(|(phrase, _)| (*phrase).cmp(word)).ok().map(|at| PHRASES[at].1)
}

/// Length of the longest phrase, in hanzi.
const LONGEST: usize = 4;

/// Words and their readings, sorted by code point.
#[rustfmt::skip]
const PHRASES: &[(&str, &str)] = &[
    ("万俟", "mò qí"), ("下载", "xià zài"), ("下降", "xià jiàng"), ("东阿", "dōng ē"),
    ("中兴", "zhōng xīng"), ("中国", "zhōng guó"), ("中奖", "zhòng jiǎng"), ("为了", "wèi le"),
    ("主播", "zhǔ bō"), ("主角", "zhǔ jué"), ("丽水", "lí shuǐ"), ("乐器", "yuè qì"),
    ("乐清", "yuè qīng"), ("乐视", "lè shì"), ("乐队", "yuè duì"), ("了解", "liǎo jiě"),
    ("互相", "hù xiāng"), ("京东", "jīng dōng"), ("人参", "rén shēn"), ("什么", "shén me"),
    ("仇和", "qiú hé"), ("令狐", "líng hú"), ("任正非", "rén zhèng fēi"), ("任泽平", "rén zé píng"),
    ("会员", "huì yuán"), ("会稽", "kuài jī"), ("会计", "kuài jì"), ("会长", "huì zhǎng"),
    ("传媒", "chuán méi"), ("传播", "chuán bō"), ("传记", "zhuàn jì"), ("佣金", "yòng jīn"),
    ("供应", "gōng yìng"), ("供应链", "gōng yìng liàn"), ("供给", "gōng jǐ"), ("便利", "biàn lì"),
    ("便宜", "pián yi"), ("六安", "lù ān"), ("关系", "guān xì"), ("兴趣", "xìng qù"),
    ("内卷", "nèi juǎn"), ("内蒙古", "nèi měng gǔ"), ("冠军", "guàn jūn"), ("出差", "chū chāi"),
    ("分享", "fēn xiǎng"), ("划算", "huá suàn"), ("刘强东", "liú qiáng dōng"),
    ("十里堡", "shí lǐ pù"), ("单于", "chán yú"), ("单县", "shàn xiàn"), ("卡片", "kǎ piàn"),
    ("厦门", "xià mén"), ("参与", "cān yù"), ("发展", "fā zhǎn"), ("发行", "fā xíng"),
    ("可乐", "kě lè"), ("可汗", "kè hán"), ("台州", "tāi zhōu"), ("吉林", "jí lín"),
    ("同行", "tóng háng"), ("名片", "míng piàn"), ("命中", "mìng zhòng"), ("哈尔滨", "hā ěr bīn"),
    ("唯品会", "wéi pǐn huì"), ("商场", "shāng chǎng"), ("商行", "shāng háng"), ("地方", "dì fāng"),
    ("增长", "zēng zhǎng"), ("处理", "chǔ lǐ"), ("复兴", "fù xīng"), ("大厦", "dà shà"),
    ("大月氏", "dà yuè zhī"), ("天台", "tiān tāi"), ("央行", "yāng háng"), ("好处", "hǎo chù"),
    ("娱乐", "yú lè"), ("宁波", "níng bō"), ("宝藏", "bǎo zàng"), ("宣传", "xuān chuán"),
    ("家长", "jiā zhǎng"), ("宿华", "sù huá"), ("宿迁", "sù qiān"), ("将来", "jiāng lái"),
    ("尉迟", "yù chí"), ("小红书", "xiǎo hóng shū"), ("尽力", "jìn lì"), ("尽管", "jǐn guǎn"),
    ("屏幕", "píng mù"), ("差评", "chà píng"), ("差距", "chā jù"), ("差额", "chā é"),
    ("市场", "shì chǎng"), ("市长", "shì zhǎng"), ("带货", "dài huò"), ("干净", "gān jìng"),
    ("干部", "gàn bù"), ("应用", "yìng yòng"), ("应该", "yīng gāi"), ("店铺", "diàn pù"),
    ("张一鸣", "zhāng yī míng"), ("弹幕", "dàn mù"), ("弹性", "tán xìng"), ("弹窗", "tán chuāng"),
    ("当地", "dāng dì"), ("当当", "dāng dāng"), ("得到", "dé dào"), ("得物", "dé wù"),
    ("微博", "wēi bó"), ("快乐", "kuài lè"), ("快手", "kuài shǒu"), ("成分", "chéng fèn"),
    ("成都", "chéng dū"), ("成长", "chéng zhǎng"), ("打折", "dǎ zhé"), ("打赏", "dǎ shǎng"),
    ("执行", "zhí xíng"), ("扫码", "sǎo mǎ"), ("抖音", "dǒu yīn"), ("折扣", "zhé kòu"),
    ("抢购", "qiǎng gòu"), ("拓展", "tuò zhǎn"), ("拼多多", "pīn duō duō"), ("排行", "pái háng"),
    ("提供", "tí gōng"), ("收藏", "shōu cáng"), ("效率", "xiào lǜ"), ("教育", "jiào yù"),
    ("数字", "shù zì"), ("数据", "shù jù"), ("斗鱼", "dòu yú"), ("新兴", "xīn xīng"),
    ("方便", "fāng biàn"), ("时间", "shí jiān"), ("曲线", "qū xiàn"), ("曲阜", "qū fù"),
    ("更多", "gèng duō"), ("更新", "gēng xīn"), ("曾国藩", "zēng guó fān"), ("曾鸣", "zēng míng"),
    ("朋友圈", "péng yǒu quān"), ("朝阳", "cháo yáng"), ("柏林", "bó lín"), ("模式", "mó shì"),
    ("模样", "mú yàng"), ("模特", "mó tè"), ("歌曲", "gē qǔ"), ("正月", "zhēng yuè"),
    ("比率", "bǐ lǜ"), ("流行", "liú xíng"), ("流量", "liú liàng"), ("测量", "cè liáng"),
    ("济南", "jǐ nán"), ("浒墅关", "xǔ shù guān"), ("海参", "hǎi shēn"), ("涪陵", "fú líng"),
    ("淘宝", "táo bǎo"), ("漂亮", "piào liang"), ("澹台", "tán tái"), ("炸鸡", "zhá jī"),
    ("爱奇艺", "ài qí yì"), ("爱好", "ài hào"), ("率先", "shuài xiān"), ("理发", "lǐ fà"),
    ("生长", "shēng zhǎng"), ("电子商务", "diàn zǐ shāng wù"), ("番禺", "pān yú"),
    ("皇冠", "huáng guān"), ("监管", "jiān guǎn"), ("盛大", "shèng dà"), ("目的", "mù dì"),
    ("直播", "zhí bō"), ("直播间", "zhí bō jiān"), ("直行", "zhí xíng"), ("相关", "xiāng guān"),
    ("相机", "xiàng jī"), ("省份", "shěng fèn"), ("看好", "kàn hǎo"), ("知乎", "zhī hū"),
    ("知识", "zhī shi"), ("石家庄", "shí jiā zhuāng"), ("社会", "shè huì"), ("禁止", "jìn zhǐ"),
    ("种植", "zhòng zhí"), ("种类", "zhǒng lèi"), ("种草", "zhòng cǎo"), ("秘鲁", "bì lǔ"),
    ("积累", "jī lěi"), ("程一笑", "chéng yī xiào"), ("空调", "kōng tiáo"), ("空间", "kōng jiān"),
    ("粉丝", "fěn sī"), ("系统", "xì tǒng"), ("结构", "jié gòu"), ("结果", "jié guǒ"),
    ("给予", "jǐ yǔ"), ("网红", "wǎng hóng"), ("美发", "měi fà"), ("翟东升", "zhái dōng shēng"),
    ("聚划算", "jù huá suàn"), ("自传", "zì zhuàn"), ("茂盛", "mào shèng"), ("莘庄", "xīn zhuāng"),
    ("葛优", "gě yōu"), ("董事长", "dǒng shì zhǎng"), ("蒙牛", "méng niú"), ("蚌埠", "bèng bù"),
    ("行业", "háng yè"), ("行为", "xíng wéi"), ("行动", "xíng dòng"), ("行情", "háng qíng"),
    ("西藏", "xī zàng"), ("要求", "yāo qiú"), ("视频号", "shì pín hào"), ("角色", "jué sè"),
    ("解放", "jiě fàng"), ("计划", "jì huà"), ("记载", "jì zǎi"), ("调整", "tiáo zhěng"),
    ("调查", "diào chá"), ("调研", "diào yán"), ("贝壳", "bèi ké"), ("账号", "zhàng hào"),
    ("质量", "zhì liàng"), ("转化", "zhuǎn huà"), ("转化率", "zhuǎn huà lǜ"), ("转型", "zhuǎn xíng"),
    ("还是", "hái shì"), ("还款", "huán kuǎn"), ("部长", "bù zhǎng"), ("都市", "dū shì"),
    ("重复", "chóng fù"), ("重庆", "chóng qìng"), ("重新", "chóng xīn"), ("重要", "zhòng yào"),
    ("重返", "chóng fǎn"), ("重量", "zhòng liàng"), ("重阳", "chóng yáng"), ("钻石", "zuàn shí"),
    ("铅山", "yán shān"), ("银行", "yín háng"), ("销量", "xiāo liàng"), ("锤子", "chuí zi"),
    ("长三角", "cháng sān jiǎo"), ("长城", "cháng chéng"), ("长大", "zhǎng dà"),
    ("长孙", "zhǎng sūn"), ("长安", "cháng ān"), ("长春", "cháng chūn"), ("长期", "cháng qī"),
    ("长江", "cháng jiāng"), ("长沙", "cháng shā"), ("长虹", "cháng hóng"),
    ("长视频", "cháng shì pín"), ("长隆", "cháng lóng"), ("阿胶", "ē jiāo"), ("阿里", "ā lǐ"),
    ("雇佣", "gù yōng"), ("音乐", "yīn yuè"), ("饿了么", "è le me"), ("首都", "shǒu dū"),
    ("香格里拉", "xiāng gé lǐ lā"), ("龟兹", "qiū cí"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_han;
    use pinyin::{Pinyin, ToPinyinMulti};

    #[test]
    fn the_table_is_sorted_and_each_phrase_within_the_longest() {
        assert!(PHRASES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (phrase, _) in PHRASES {
            assert!((2..=LONGEST).contains(&phrase.chars().count()), "{phrase}");
        }
    }

    #[test]
    fn every_syllable_is_a_reading_of_its_hanzi() {
        for (phrase, reading) in PHRASES {
            let syllables: Vec<&str> = reading.split_whitespace().collect();
            assert_eq!(syllables.len(), phrase.chars().filter(|&c| is_han(c)).count(), "{phrase}");
            for (c, syllable) in phrase.chars().zip(syllables) {
                let known = c.to_pinyin_multi().expect("a hanzi in the table has a reading");
                let same =
                    |known: Pinyin| known.with_tone() == syllable || known.plain() == syllable;
                assert!(known.into_iter().any(same), "{phrase}: {c} {syllable}");
            }
        }
    }
}
