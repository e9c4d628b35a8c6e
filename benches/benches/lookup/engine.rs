//! The peer that is a search engine: tantivy over the sentences, its index in memory, one thread.
//!
//! Called by: `lookup`.

use sayswho::library::Library;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Value};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

const WRITER_MEMORY: usize = 400_000_000;

/// An index of sentences, with their positions (for phrases) and their text (to show).
pub struct Engine {
    text: Field,
    searcher: Searcher,
}

impl Engine {
    /// Indexes all sentences.
    pub fn new(library: &Library) -> tantivy::Result<Engine> {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT | STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
        for source in &library.sources {
            for sentence in source.sentences() {
                let mut document = TantivyDocument::new();
                document.add_text(text, &source.text()[sentence.clone()]);
                writer.add_document(document)?;
            }
        }
        writer.commit()?;
        Ok(Engine { text, searcher: index.reader()?.searcher() })
    }

    /// The best sentence for these words, by BM25.
    pub fn best(&self, words: &str) -> tantivy::Result<Option<String>> {
        let clause = |word: &str| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(self.text, word);
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        let query = BooleanQuery::new(words.split(' ').map(clause).collect());
        let found = self.searcher.search(&query, &TopDocs::with_limit(5).order_by_score())?;
        let Some((_, address)) = found.first() else { return Ok(None) };
        let document: TantivyDocument = self.searcher.doc(*address)?;
        Ok(document.get_first(self.text).and_then(|value| value.as_str().map(str::to_owned)))
    }

    /// How large the index is.
    pub fn bytes(&self) -> u64 {
        self.searcher.space_usage().map_or(0, |usage| usage.total().get_bytes())
    }
}
