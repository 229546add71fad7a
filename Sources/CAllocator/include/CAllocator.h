#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/// Makes all threads take their memory from one heap; to be called before there is a second thread.
///
/// glibc gives nearly every thread a heap of its own, and what is freed in one is of no use to the others. Elsewhere this
/// does nothing.
void callocator_share_heap(void);

#endif
