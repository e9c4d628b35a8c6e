//! The peer that is a search engine: tantivy, its index in memory, one segment, one thread.
//!
//! Called by: `peers`.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TEXT};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// Memory for the writer, in bytes: enough that all phrasings go into one segment.
const WRITER_MEMORY: usize = 200_000_000;

/// How a query's words are looked up.
#[derive(Clone, Copy)]
pub enum Terms {
    /// As they stand; ranked by BM25.
    Exact,
    /// Also words at edit distance 1, a swap counted as one edit; each word that is found counts the same.
    Fuzzy,
}

/// An index of phrasings, ready to be searched.
pub struct Engine {
    text: Field,
    searcher: Searcher,
}

impl Engine {
    /// Indexes the texts.
    pub fn new(phrasings: &[(String, String)]) -> tantivy::Result<Engine> {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let row = schema.add_u64_field("row", FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
        for (number, (phrasing, _)) in phrasings.iter().enumerate() {
            let mut document = TantivyDocument::new();
            document.add_text(text, phrasing);
            document.add_u64(row, number as u64);
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(Engine { text, searcher: index.reader()?.searcher() })
    }

    /// The row of the best document for a query that has any of these words.
    pub fn best(&self, query: &str, terms: Terms) -> tantivy::Result<Option<usize>> {
        let clauses = query.split(' ').map(|word| (Occur::Should, self.clause(word, terms))).collect();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(1).order_by_score())?;
        let Some((_, address)) = found.first() else { return Ok(None) };
        let rows = self.searcher.segment_reader(address.segment_ord).fast_fields().u64("row")?;
        Ok(rows.first(address.doc_id).map(|row| row as usize))
    }

    fn clause(&self, word: &str, terms: Terms) -> Box<dyn Query> {
        let term = Term::from_field_text(self.text, word);
        match terms {
            Terms::Exact => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
            Terms::Fuzzy => Box::new(FuzzyTermQuery::new(term, 1, true)),
        }
    }
}
